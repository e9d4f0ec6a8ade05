namespace Clinic.Web.Site;

/// <summary>What every answer says to the browser: load nothing from elsewhere, run nothing, frame nothing, tell nobody.</summary>
public static class SecurityHeaders
{
    static readonly KeyValuePair<string, string>[] Always =
    [
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cross-Origin-Embedder-Policy", "require-corp"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ];

    // Crawlers' tools fetch robots.txt from within a page; a page with a script may connect to nothing.
    const string ConnectToSelf = " connect-src 'self';";
    const string Policy = "default-src 'none'; style-src 'self'; img-src 'self';" + ConnectToSelf + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Lets the page being answered run one script, named by its hash, which may connect to nothing.</summary>
    public static void AllowScript(this HttpResponse response, string integrity) =>
        response.Headers.ContentSecurityPolicy = $"{response.Headers.ContentSecurityPolicy.ToString().Replace(ConnectToSelf, "", StringComparison.Ordinal)}; script-src '{integrity}'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, SiteSettings settings)
    {
        var policy = settings.IsHttps ? Policy + "; upgrade-insecure-requests" : Policy;
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Always) headers[name] = value;
            headers.ContentSecurityPolicy = policy;
            if (settings.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains; preload";
            return next(context);
        });
    }
}
