using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// Each public page is rendered once per content snapshot, and anew when the clinic opens or closes, a text comes or
/// goes, or a day begins.
/// Only addresses that the content itself names are kept, without a query: nothing a visitor sends makes or changes an
/// entry.
/// </summary>
public sealed class PageCache(ArticleLibrary library, BestCompression compression, TimeProvider clock,
    IHostEnvironment environment, SignedTexts signed)
{
    static readonly string[] FixedAddresses = ["/articles", "/glossary", "/sitemap.xml", "/feed.xml", "/robots.txt"];

    sealed record Edition(ContentSnapshot Snapshot, DateTimeOffset Moment, DateTimeOffset Until, string LastModified,
        FrozenSet<string> Addresses, object Signed)
    {
        public ConcurrentDictionary<string, CachedPage> Pages { get; } = new(StringComparer.Ordinal);
    }

    // In Development style sheets change under the pages.
    readonly bool isOn = !environment.IsDevelopment();
    volatile Edition? edition;

    public async Task Answer(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!isOn || request.QueryString.HasValue || !StaticAnswers.IsReading(request.Method)
            || request.Path.Value is not { } path)
        {
            await next(context);
            return;
        }
        var current = Current();
        if (current.Pages.TryGetValue(path, out var page))
        {
            await Send(context, current, page);
            return;
        }
        if (!current.Addresses.Contains(path))
        {
            await next(context);
            return;
        }
        page = await Render(context, next);
        if (page is null) return;
        current.Pages.TryAdd(path, page);
        compression.Add(page);
        await Send(context, current, page);
    }

    /// <summary>Null when the answer was no page to keep; it has been sent then.</summary>
    static async Task<CachedPage?> Render(HttpContext context, RequestDelegate next)
    {
        var (body, method) = (context.Response.Body, context.Request.Method);
        using var rendered = new MemoryStream();
        // Who asks for the head alone gets the head of the whole page.
        (context.Response.Body, context.Request.Method) = (rendered, HttpMethods.Get);
        try
        {
            await next(context);
        }
        finally
        {
            (context.Response.Body, context.Request.Method) = (body, method);
        }
        if (context.Response.StatusCode == StatusCodes.Status200OK && context.Response.Headers.SetCookie.Count == 0
            && !context.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            context.Response.ContentLength = null;
            var type = context.Response.ContentType ?? "text/html; charset=utf-8";
            return new(type.StartsWith("text/html", StringComparison.Ordinal)
                ? Indentation.Remove(rendered.ToArray()) : rendered.ToArray(), type)
            {
                Endpoint = context.GetEndpoint(),
            };
        }
        rendered.Position = 0;
        await rendered.CopyToAsync(body, context.RequestAborted);
        return null;
    }

    static Task Send(HttpContext context, Edition current, CachedPage page)
    {
        // So that the log names the route that made the page.
        context.SetEndpoint(page.Endpoint);
        context.Response.Headers.LastModified = current.LastModified;
        return page.Send(context, "no-cache");
    }

    Edition Current()
    {
        var (now, snapshot) = (clock.GetUtcNow(), library.Current);
        if (edition is { } current && ReferenceEquals(current.Snapshot, snapshot) && now >= current.Moment
            && now < current.Until && ReferenceEquals(current.Signed, signed.Edition))
            return current;
        var shelf = library.Shelf;
        snapshot = shelf.Snapshot;
        var signedNow = signed.Edition;
        var published = snapshot.All.Values.Where(shelf.IsPublished).ToList();
        var addresses = published.Select(article => article.Address)
            .Concat(published.Select(signed.AddressOf).OfType<string>()).Concat(FixedAddresses);
        return edition = new(snapshot, now, Earlier(new OpeningHours(snapshot.Clinic).NextChange(now), shelf.Until),
            now.ToString("R", CultureInfo.InvariantCulture), addresses.ToFrozenSet(StringComparer.Ordinal), signedNow);
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

public static class PageCacheStep
{
    public static IApplicationBuilder UsePageCache(this IApplicationBuilder app)
    {
        var cache = app.ApplicationServices.GetRequiredService<PageCache>();
        return app.Use((context, next) => cache.Answer(context, next));
    }
}
