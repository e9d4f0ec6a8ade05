using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Pictures;

/// <summary>The style of a drawing: colours and shapes of its own, and nothing from elsewhere.</summary>
static partial class SvgStyle
{
    static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "url", "color", "color-mix", "hwb", "lab", "lch", "oklab", "oklch",
        "rgb", "rgba", "hsl", "hsla", "calc", "var", "min", "max", "clamp", "translate", "translatex", "translatey",
            "scale",
        "scalex", "scaley", "rotate", "skewx", "skewy", "matrix", "blur", "brightness", "contrast", "drop-shadow",
            "grayscale",
        "hue-rotate", "invert", "opacity", "saturate", "sepia", "cubic-bezier", "nth-child", "not", "is", "where",
        // Of conditions such as "@media screen and (prefers-color-scheme: dark)".
        "and", "or", "only", "media",
    };

    /// <summary>What is wrong with a whole style sheet, or null.</summary>
    public static string? Fault(string css)
    {
        if (css.Contains("@font-face", StringComparison.OrdinalIgnoreCase)) return "a font of its own";
        foreach (Match rule in AtRule().Matches(css))
        {
            if (!rule.Value.Equals("@media", StringComparison.OrdinalIgnoreCase)) return $"the rule {rule.Value}";
        }
        return FaultOfValue(css);
    }

    /// <summary>What is wrong with the value of one property or attribute, or null.</summary>
    public static string? FaultOfValue(string value)
    {
        // With them a word can be spelled so that only a browser reads it.
        if (value.Contains('\\', StringComparison.Ordinal)) return "a backslash in its style";
        if (value.Contains('<', StringComparison.Ordinal)) return "markup in its style";
        foreach (Match call in Call().Matches(value))
        {
            var name = call.Groups["name"].Value;
            if (!Functions.Contains(name)) return $"\"{name}(\" in its style";
            if (!name.Equals("url", StringComparison.OrdinalIgnoreCase)) continue;
            var target = value[(call.Index + call.Length)..].TrimStart([' ', '\t', '\n', '\r', '"', '\'']);
            if (!target.StartsWith('#')) return "something from elsewhere in its style";
        }
        return null;
    }

    /// <summary>Null where a comment has no end.</summary>
    public static string? WithoutComments(string css)
    {
        var kept = new StringBuilder(css.Length);
        for (var at = 0; ;)
        {
            var begin = css.IndexOf("/*", at, StringComparison.Ordinal);
            if (begin < 0) return kept.Append(css, at, css.Length - at).ToString();
            kept.Append(css, at, begin - at);
            var end = css.IndexOf("*/", begin + 2, StringComparison.Ordinal);
            if (end < 0) return null;
            at = end + 2;
        }
    }

    /// <summary>The properties of a style attribute, without those that only one editor knows.</summary>
    public static IEnumerable<string> Declarations(string style) =>
        from declaration in style.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let colon = declaration.IndexOf(':', StringComparison.Ordinal)
        where colon > 0
        let name = declaration[..colon].Trim().ToLowerInvariant()
        where !name.StartsWith('-') && name.All(c => char.IsAsciiLetterLower(c) || c == '-')
            && name is not ("enable-background" or "shape-inside" or "shape-padding" or "cursor" or "solid-color" or "solid-opacity")
        let value = declaration[(colon + 1)..].Trim()
        where value.Length > 0 && value.All(c => c is not ('{' or '}' or '@'))
        select $"{name}:{value}";

    /// <summary>Gives the parts of a drawing that a style sheet names other ids.</summary>
    public static string Rename(string css, IReadOnlyDictionary<string, string> ids)
    {
        var written = new StringBuilder(css.Length);
        var begin = 0;
        for (var at = 0; at < css.Length; at++)
        {
            if (css[at] is not ('{' or '}')) continue;
            var part = css[begin..at];
            // Before a brace that opens stand selectors, in which # begins an id; elsewhere it begins a colour.
            written.Append(css[at] == '{' ? Id().Replace(part, found => Renamed(found, ids)) : RenameTargets(part, ids))
                .Append(css[at]);
            begin = at + 1;
        }
        return written.Append(RenameTargets(css[begin..], ids)).ToString();
    }

    /// <summary>The same for what a value calls upon, as in url(#shade).</summary>
    public static string RenameTargets(string value, IReadOnlyDictionary<string, string> ids) =>
        Target().Replace(value, found =>
            ids.TryGetValue(found.Groups["id"].Value.Trim(), out var id) ? $"url(#{id})" : "none");

    /// <summary>Whether a style sheet or value names this id.</summary>
    public static IEnumerable<string> IdsIn(string css) =>
        Target().Matches(css).Select(found => found.Groups["id"].Value.Trim())
            .Concat(Id().Matches(css).Select(found => found.Value[1..]));

    static string Renamed(Match found, IReadOnlyDictionary<string, string> ids) =>
        ids.TryGetValue(found.Value[1..], out var id) ? "#" + id : found.Value;

    [GeneratedRegex(@"@[\w-]+", RegexOptions.NonBacktracking)]
    private static partial Regex AtRule();

    [GeneratedRegex(@"(?<name>[\w-]+)\s*\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Call();

    [GeneratedRegex(@"#[\w.:-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"url\(\s*[""']?#(?<id>[^""')]+)[""']?\s*\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Target();
}
