using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Site;

/// <summary>What one visitor says in a header never changes what the next one reads.</summary>
[Trait("Pace", "Long")]
public sealed partial class ForgedHeaderTests : IDisposable
{
    static readonly string[] Routes =
    [
        "/", "/articles", "/articles/side-effects", "/articles/pain-and-crps", "/articles/mood-disorders", "/articles/administration-routes", "/articles/how-ketamine-works-in-depression", "/glossary", "/faq", "/costs",
        "/about", "/privacy", "/what-to-expect", "/who-should-not", "/crisis-help", "/accessibility", "/language-and-rights", "/what-we-can-say", "/is-ketamine-right-for-me", "/is-ketamine-right-for-me/received",
        "/search", "/search?q=cost", "/search?q=%3Cb%3E", "/search?q=suicide", "/sitemap.xml", "/feed.xml", "/robots.txt", "/livez", "/nothing-here", "/articles/nothing-here",
        "/ARTICLES", "/articles/", "/Faq/", "/request/nothing", "/error/404", "/error/500", "/assets/nothing.css", "/favicon.ico", "/articles/how-ketamine-works-in-depression/four-steps.svg", "/dev/mail",
    ];

    static readonly (string Name, string Value)[] Forged =
    [
        ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Port", "1"), ("X-Forwarded-Server", "evil.example"), ("X-Forwarded-Prefix", "/evil"), ("X-Forwarded-Scheme", "http"),
        ("Forwarded", "for=203.0.113.9;host=evil.example;proto=http"), ("X-Host", "evil.example"), ("X-Original-Host", "evil.example"), ("X-Original-URL", "/evil"), ("X-Rewrite-URL", "/evil"), ("X-HTTP-Method-Override", "POST"), ("X-HTTP-Method", "DELETE"),
        ("X-Method-Override", "PUT"), ("Accept", "application/evil"), ("Accept-Language", "evil"), ("Accept-Charset", "utf-7"), ("Cookie", "evil=1; __Host-form=evil; form=evil; received=evil"), ("Origin", "https://evil.example"), ("Referer", "https://evil.example/"),
        ("User-Agent", "<script>evil</script>"), ("Range", "bytes=0-3"), ("If-None-Match", "\"evil\""), ("Cache-Control", "evil-extension=1"),
    ];

    readonly ClinicSite site = new() { IsProduction = true };

    [Fact]
    public async Task The_next_visitor_gets_the_same_page_to_the_byte()
    {
        Assert.Equal((40, 25), (Routes.Distinct().Count(), Forged.Distinct().Count()));
        // Each visitor's own tokens and the moment of the answer are what may differ.
        using var first = new ClinicSite { IsProduction = true, Clock = site.Clock };
        using var untouched = Stranger(first);
        using var browser = Stranger(site);
        var wrong = new List<string>();
        foreach (var route in Routes)
        {
            var clean = await Read(untouched, route, null);
            foreach (var header in Forged)
            {
                var forged = await Read(browser, route, header);
                if (forged.Contains("evil.example", StringComparison.OrdinalIgnoreCase)) wrong.Add($"{route} repeats {header.Name}");
                if (Difference(clean, await Read(browser, route, null)) is { } difference) wrong.Add($"{route} differs after {header.Name}: {difference}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public void Dispose() => site.Dispose();

    static string? Difference(string clean, string after) =>
        clean == after ? null : clean.Split('\n').Zip(after.Split('\n')).Where(lines => lines.First != lines.Second).Select(lines => $"{lines.First} became {lines.Second}").FirstOrDefault() ?? "it has another length";

    static HttpClient Stranger(ClinicSite site) => site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new("http://localhost") });

    static async Task<string> Read(HttpClient browser, string route, (string Name, string Value)? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        if (header is var (name, value)) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await browser.SendAsync(request);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(one => one.Key is not ("Date" or "Content-Length")).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {string.Join(", ", one.Value)}"));
        return OwnTokens().Replace($"{(int)answer.StatusCode}\n{headers}\n\n{await answer.Content.ReadAsStringAsync()}", "${before}(own)");
    }

    [GeneratedRegex("""(?<before>Set-Cookie: form=|name="(__RequestVerificationToken|Ticket)" value=")[^" ]+""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OwnTokens();
}
