using System.Runtime.CompilerServices;
using Clinic.Web.Articles;

namespace Clinic.Web.Site.Caching;

/// <summary>Answers that need no page: assets, pictures, moved addresses, refused methods.</summary>
public static class StaticAnswers
{
    const string KeepForEver = "public, max-age=31536000, immutable";
    const string KeepForAnHour = "public, max-age=3600";

    // Error pages too, since they answer in the place of a form that failed.
    static readonly PathString[] TakingForms = ["/is-ketamine-right-for-me", "/request", "/release", "/error",
        "/staff"];

    public static IApplicationBuilder UseOnlyKnownMethods(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            var method = context.Request.Method;
            var takesPosts =
                TakingForms.Any(address => context.Request.Path.StartsWithSegments(address, StringComparison.Ordinal));
            if (IsReading(method) || (takesPosts && HttpMethods.IsPost(method))) return next(context);
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = takesPosts ? "GET, HEAD, POST" : "GET, HEAD";
            return Task.CompletedTask;
        });

    public static IApplicationBuilder UseAssetsAndPictures(this IApplicationBuilder app, Assets assets,
        ArticleLibrary library)
    {
        var packed = new ConditionalWeakTable<Picture, CachedPage>();
        return app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            if (!IsReading(context.Request.Method)) return next(context);
            if (assets.Find(path) is { } asset)
            {
                // It is about documents; on a slow telephone each of its bytes is waited for.
                context.Response.Headers.Remove("Permissions-Policy");
                return asset.File.Send(context, KeepForEver);
            }
            return library.Current.Pictures.TryGetValue(path, out var picture)
                ? packed.GetValue(picture, made => new(made.Bytes.ToArray(), made.ContentType))
                    .Send(context, KeepForAnHour)
                : next(context);
        });
    }

    /// <summary>
    /// One address a page: small letters, no slash at the end; former addresses lead to the present one.
    /// </summary>
    public static IApplicationBuilder UseOneAddressPerPage(this IApplicationBuilder app, ArticleLibrary library) =>
        app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        var plain = path.Length > 1 ? path.TrimEnd('/').ToLowerInvariant() : path;
        if (plain.Length == 0) plain = "/";
        var present = library.Current.Moved.GetValueOrDefault(plain, plain);
        if (present == path || !IsReading(context.Request.Method) || !IsPlain(present)) return next(context);
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = present;
        return Task.CompletedTask;
    });

    public static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // What is sent back in a header is only ever letters, digits, hyphens and single slashes.
    static bool IsPlain(string path) =>
        path.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '/' or '-' or '.')
            && !path.Contains("//", StringComparison.Ordinal);
}
