using Microsoft.Extensions.Primitives;

namespace Clinic.Web.Site.Safeguards;

/// <summary>
/// What every answer says to the browser: load nothing from elsewhere, run nothing, frame nothing, tell nobody.
/// </summary>
public sealed class SecurityHeaders(SiteSettings settings)
{
    // Crawlers' tools fetch robots.txt from within a page; a page with a script may connect to nothing.
    const string ConnectToSelf = " connect-src 'self';";
    const string Policy = "default-src 'none'; style-src 'self'; img-src 'self';" + ConnectToSelf
        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    const string Nothing = "camera=(), geolocation=(), microphone=(), browsing-topics=()";

    static readonly KeyValuePair<string, StringValues>[] Others =
    [
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cross-Origin-Embedder-Policy", "require-corp"),
        new("Permissions-Policy", Nothing + ", publickey-credentials-get=(), publickey-credentials-create=()"),
    ];

    readonly StringValues policy = settings.IsHttps ? Policy + "; upgrade-insecure-requests" : Policy;
    readonly StringValues transport = settings.IsHttps ? "max-age=63072000; includeSubDomains; preload" : default;

    public void Set(IHeaderDictionary headers)
    {
        foreach (var (name, value) in Others) headers[name] = value;
        headers.ContentSecurityPolicy = policy;
        headers.StrictTransportSecurity = transport;
    }

    /// <summary>The same as they go over the wire, for answers that no page and no step gave.</summary>
    public string AsLines() => string.Concat(Others
        .Append(new("Content-Security-Policy", policy)).Append(new("Strict-Transport-Security", transport))
        .Where(header => header.Value.Count > 0).Select(header => $"{header.Key}: {header.Value}\r\n"));

    /// <summary>
    /// For a page of the clinic's side: passkeys work, its posts say where they come from, and nobody keeps it.
    /// </summary>
    public static void SetForStaff(HttpResponse response)
    {
        response.Headers["Permissions-Policy"] = Nothing;
        response.Headers["Referrer-Policy"] = "same-origin";
        // Antiforgery wants both, and would write a warning at every page for less.
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>
    /// Lets a page of the clinic's side run these scripts, named by their hashes, which may speak to this site.
    /// </summary>
    public static void AllowScripts(HttpResponse response, IEnumerable<string> integrities)
    {
        var hashes = string.Join(' ', integrities.Select(integrity => $"'{integrity}'"));
        if (hashes.Length > 0)
            response.Headers.ContentSecurityPolicy = $"{response.Headers.ContentSecurityPolicy}; script-src {hashes}";
    }

    /// <summary>For a page of the clinic's side that shows another of this site inside itself.</summary>
    public static void AllowOwnFrames(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = $"{response.Headers.ContentSecurityPolicy}; frame-src 'self'";

    /// <summary>For what such a page shows inside itself.</summary>
    public static void AllowFramingByOwnPages(HttpResponse response)
    {
        response.Headers["X-Frame-Options"] = "SAMEORIGIN";
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString()
            .Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
    }

    /// <summary>Lets the page being answered run one script, named by its hash, which may connect to nothing.</summary>
    public static void AllowScript(HttpResponse response, string integrity)
    {
        var set = response.Headers.ContentSecurityPolicy.ToString();
        response.Headers.ContentSecurityPolicy =
            $"{set.Replace(ConnectToSelf, "", StringComparison.Ordinal)}; script-src '{integrity}'";
    }
}

public static class SecurityHeadersStep
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var security = app.ApplicationServices.GetRequiredService<SecurityHeaders>();
        return app.Use((context, next) =>
        {
            security.Set(context.Response.Headers);
            return next(context);
        });
    }
}
