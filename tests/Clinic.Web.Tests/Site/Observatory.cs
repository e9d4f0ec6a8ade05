using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Site;

/// <summary>
/// What Mozilla's HTTP Observatory gives an answer, by its published rules: 100 to begin with, penalties first, and bonuses only
/// for who keeps 90. <see cref="Newest"/> also counts the isolation headers, as the rules in its repository do.
/// </summary>
public sealed partial record Observatory(int Stable, int Newest)
{
    const int Start = 100;
    const int LeastForBonuses = 90;
    const int HalfAYear = 15_768_000;

    static readonly string[] TooBroad = ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
    static readonly string[] UnsafeInline = ["'unsafe-inline'", "data:"];
    static readonly string[] PrivateReferrers = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];

    public static Observatory Score(HttpResponseMessage answer, IHtmlDocument? page)
    {
        var policy = PolicyOf(answer);
        int[] marks =
        [
            OfPolicy(policy), OfCookies(answer), OfSharing(answer), OfScripts(page),
            Header(answer, "Referrer-Policy") is { } referrer ? PrivateReferrers.Contains(referrer) ? 5 : -5 : 0,
            OfTransport(Header(answer, "Strict-Transport-Security")),
            Header(answer, "X-Content-Type-Options") == "nosniff" ? 0 : -5,
            policy.TryGetValue("frame-ancestors", out var frames) && !frames.Intersect(TooBroad).Any() ? 5 : Header(answer, "X-Frame-Options") is "DENY" or "SAMEORIGIN" ? 0 : -20,
            Header(answer, "Cross-Origin-Resource-Policy") switch { "same-origin" or "same-site" => 10, null or "cross-origin" => 0, _ => -5 },
        ];
        int[] isolation = [Header(answer, "Cross-Origin-Opener-Policy") == "same-origin" ? 10 : 0, Header(answer, "Cross-Origin-Embedder-Policy") == "require-corp" ? 10 : 0];
        return new(Sum(marks), Sum([.. marks, .. isolation]));
    }

    static int Sum(int[] marks)
    {
        var kept = Start + marks.Where(mark => mark < 0).Sum();
        return kept < LeastForBonuses ? kept : kept + marks.Where(mark => mark > 0).Sum();
    }

    public static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public static Dictionary<string, string[]> PolicyOf(HttpResponseMessage answer) =>
        (Header(answer, "Content-Security-Policy") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);

    static int OfPolicy(Dictionary<string, string[]> policy)
    {
        if (policy.Count == 0) return -25;
        string[] Sources(string directive) => policy.GetValueOrDefault(directive) ?? policy.GetValueOrDefault("default-src") ?? ["*"];
        var (scripts, styles, objects) = (Sources("script-src"), Sources("style-src"), Sources("object-src"));
        if (scripts.Intersect([.. TooBroad, .. UnsafeInline]).Any() || objects.Intersect(TooBroad).Any()) return -20;
        if (policy.Values.SelectMany(sources => sources).Any(source => source.StartsWith("http:", StringComparison.Ordinal) || source.StartsWith("ftp:", StringComparison.Ordinal))) return -20;
        if (scripts.Concat(styles).Contains("'unsafe-eval'")) return -10;
        if (styles.Intersect([.. TooBroad, .. UnsafeInline]).Any()) return 0;
        return policy.GetValueOrDefault("default-src") is ["'none'"] && Sources("form-action") is ["'self'"] or ["'none'"] ? 10 : 5;
    }

    static int OfCookies(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies)) return 0;
        return cookies.Select(cookie => cookie.Split(';', StringSplitOptions.TrimEntries)).Min(parts =>
            !parts.Contains("secure", StringComparer.OrdinalIgnoreCase) ? -40
            : !parts.Contains("httponly", StringComparer.OrdinalIgnoreCase) ? -30
            : !parts.Any(part => part.ToLowerInvariant() is "samesite=strict" or "samesite=lax") ? -20
            : 5);
    }

    static int OfSharing(HttpResponseMessage answer) =>
        Header(answer, "Access-Control-Allow-Origin") is not null && Header(answer, "Access-Control-Allow-Credentials") == "true" ? -50 : 0;

    static int OfTransport(string? header) =>
        header is null || MaxAge().Match(header) is not { Success: true } match ? -20
        : int.Parse(match.Groups["seconds"].Value, System.Globalization.CultureInfo.InvariantCulture) >= HalfAYear ? 0 : -10;

    static int OfScripts(IHtmlDocument? page)
    {
        var scripts = page?.QuerySelectorAll("script[src]").ToList() ?? [];
        if (scripts.Count == 0) return 0;
        if (!scripts.TrueForAll(script => script.GetAttribute("src")!.StartsWith('/') && !script.GetAttribute("src")!.StartsWith("//", StringComparison.Ordinal))) return -50;
        return scripts.TrueForAll(script => script.HasAttribute("integrity")) ? 5 : 0;
    }

    [GeneratedRegex(@"\bmax-age=(?<seconds>\d{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MaxAge();
}
