using AngleSharp.Dom;

namespace Clinic.Web.Tests.Site;

/// <summary>A browser gets no encoding that it said it cannot read, from the cache, from files and with the form.</summary>
public sealed class AcceptedEncodingTests : IDisposable
{
    readonly ClinicSite site = new() { IsProduction = true };

    static readonly (string? Accepted, string Encoding)[] Cases =
    [
        (null, ""),
        ("", ""),
        ("identity", ""),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("br;q=0", ""),
        ("br;Q=0", ""),
        ("br; q=0.000", ""),
        ("br ; q = 0", ""),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("gzip;q=0, *;q=0", ""),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0.5, br;q=0.5", "br"),
        ("identity;q=1, br;q=0.1", ""),
        ("brotli, xbr, abr", ""),
        ("x-gzipped", ""),
    ];

    [Fact]
    public async Task What_is_sent_is_what_was_asked_for()
    {
        using var browser = site.Browser();
        var style = (await site.Page("/articles")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        foreach (var (accepted, encoding) in Cases)
            foreach (var address in new[] { "/articles", style, "/is-ketamine-right-for-me" })
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, address);
                if (accepted is not null) asked.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
                using var answer = await browser.SendAsync(asked);

                Assert.True(string.Join(',', answer.Content.Headers.ContentEncoding) == encoding, $"{address}: {accepted} was answered in {string.Join(',', answer.Content.Headers.ContentEncoding)}");
            }
    }

    public void Dispose() => site.Dispose();
}
