using Clinic.Web.Site;
using Microsoft.AspNetCore.Antiforgery;

namespace Clinic.Web.Pages;

/// <summary>Whether a post came from a page of ours.</summary>
public enum Origin
{
    Ours,
    /// <summary>The browser keeps no cookie, so it cannot be proven. Browsers tell where a post comes from, and nothing tells of elsewhere.</summary>
    WithoutCookie,
    /// <summary>The token does not fit the cookie, as when the site was opened in another tab meanwhile, or the post comes from elsewhere.</summary>
    Unproven,
}

public sealed class PostOrigin(IAntiforgery antiforgery, SiteSettings site)
{
    public const string AgainField = "Again";

    public string CookieName => site.IsHttps ? "__Host-form" : "form";

    public async Task<Origin> Of(HttpContext context) =>
        await antiforgery.IsRequestValidAsync(context) ? Origin.Ours
        : context.Request.Cookies.ContainsKey(CookieName) || IsFromElsewhere(context.Request.Headers) ? Origin.Unproven
        : Origin.WithoutCookie;

    /// <summary>For pages whose address is the key: without a cookie the second press counts, which says that the person was asked to press again.</summary>
    public async Task<bool> IsProven(HttpContext context) => await Of(context) switch
    {
        Origin.Ours => true,
        Origin.WithoutCookie => (await context.Request.ReadFormAsync(context.RequestAborted)).ContainsKey(AgainField),
        Origin.Unproven => false,
    };

    public bool HasCookie(HttpRequest request) => request.Cookies.ContainsKey(CookieName);

    // Our pages send no referrer, and the origin of their posts is then "null".
    bool IsFromElsewhere(IHeaderDictionary headers)
    {
        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } from) return from is not ("same-origin" or "none");
        return headers.Origin.ToString() is { Length: > 0 } origin && origin != "null"
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme == site.PublicUrl.Scheme && site.IsOwnHost(new(address.Authority)));
    }
}
