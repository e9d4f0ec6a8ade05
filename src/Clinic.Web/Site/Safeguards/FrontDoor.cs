using System.Text;
using Clinic.Web.Site.Caching;

namespace Clinic.Web.Site.Safeguards;

/// <summary>
/// Who comes in: a request for this very host, over https where the site has it, and without a body when it only reads.
/// </summary>
public static class FrontDoor
{
    // They hold no person's data and are asked by programs on the same machine, which have no certificate to check.
    static readonly PathString[] ForProbes = ["/livez", "/readyz", "/healthz"];

    // All that the address of the clinic's side, or a program that serves nothing else, has.
    static readonly PathString[] ForStaff = ["/staff", "/assets", .. ForProbes];

    public static IApplicationBuilder UseFrontDoor(this IApplicationBuilder app, SiteSettings settings) =>
        app.Use((context, next) =>
    {
        var request = context.Request;
        if (!settings.IsOwnHost(request.Host) && !settings.IsStaffHost(request.Host))
            return Refuse(context, StatusCodes.Status400BadRequest, "This site has another name.");
        if ((settings.Serve == Serve.Staff || !settings.IsPublicHost(request.Host))
            && !Array.Exists(ForStaff, path =>
                request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            return Refuse(context, StatusCodes.Status404NotFound,
                $"The clinic's side is at {settings.StaffUrl.AbsoluteUri}staff", closes: false);
        if (settings.IsHttps && !request.IsHttps && Array.IndexOf(ForProbes, request.Path) < 0)
            return OverHttp(context, settings);
        if (request.Headers.TransferEncoding is { Count: > 0 } encoding
            && !string.Equals(encoding, "chunked", StringComparison.OrdinalIgnoreCase))
            return Refuse(context, StatusCodes.Status400BadRequest, "Bodies come in chunks or with a length.");
        if (StaticAnswers.IsReading(request.Method)
            && (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0))
            return Refuse(context, StatusCodes.Status413PayloadTooLarge, "A request that reads has no body.");
        return next(context);
    });

    // What was posted has crossed the network in the clear already; a redirect would hide that and send it again.
    static Task OverHttp(HttpContext context, SiteSettings settings)
    {
        var request = context.Request;
        context.Response.Headers.StrictTransportSecurity = default;
        if (!StaticAnswers.IsReading(request.Method))
            return Refuse(context, StatusCodes.Status403Forbidden,
                $"Forms are taken over https only, so nothing was kept. Please open {settings.PublicUrl.AbsoluteUri} "
                + $"and send it from there.");
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = settings.PublicUrl.GetLeftPart(UriPartial.Authority)
            + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }

    /// <summary>Answers with a sentence in plain text, which costs next to nothing.</summary>
    public static Task Refuse(HttpContext context, int status, string sentence, bool closes = true)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLength = Encoding.UTF8.GetByteCount(sentence);
        // What else the connection holds was sent by someone who means another site, or another kind of request.
        if (closes) response.Headers.Connection = "close";
        return response.WriteAsync(sentence, context.RequestAborted);
    }
}
