using Clinic.Web.Site;
using Microsoft.AspNetCore.Antiforgery;

namespace Clinic.Web.Pages;

/// <summary>Whether a post came from a page of ours.</summary>
public enum Origin
{
    Ours,
    /// <summary>
    /// The browser keeps no cookie, so it cannot be proven. Browsers tell where a post comes from, and nothing tells of
    /// elsewhere.
    /// </summary>
    WithoutCookie,
    /// <summary>
    /// The token does not fit the cookie, as when the site was opened in another tab meanwhile, or the browser says
    /// that it comes from elsewhere.
    /// </summary>
    Unproven,
}

public sealed class PostOrigin(IAntiforgery antiforgery, SiteSettings site)
{
    public const string AgainField = "Again";

    public string CookieName => site.IsHttps ? "__Host-form" : "form";

    public async Task<Origin> Of(HttpContext context) =>
        IsFromElsewhere(context.Request) ? Origin.Unproven
        : await antiforgery.IsRequestValidAsync(context) ? Origin.Ours
        : context.Request.Cookies.ContainsKey(CookieName) ? Origin.Unproven
        : Origin.WithoutCookie;

    /// <summary>
    /// For pages whose address is the key: without a cookie the second press counts, which says that the person was
    /// asked to press again.
    /// </summary>
    public async Task<bool> IsProven(HttpContext context) => await Of(context) switch
    {
        Origin.Ours => true,
        Origin.WithoutCookie => (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey(AgainField),
        Origin.Unproven => false,
    };

    public bool HasCookie(HttpRequest request) => request.Cookies.ContainsKey(CookieName);

    /// <summary>
    /// Whether the browser itself says that another site's page sent it. Ours send no referrer, and the origin of their
    /// posts is then "null".
    /// </summary>
    public bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        || (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != "null"
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme == site.PublicUrl.Scheme
                && site.IsOwnHost(new(address.Authority))));
}
