using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>
/// An e-mail address, read from any common way of writing it: one @, a domain with a dot, at most 254 characters. The
/// domain is lower-case ASCII; the part before the @ stays as typed. What could be another address than the one that
/// was meant is none.
/// </summary>
public sealed partial record EmailAddress
{
    const string Apostrophes = "’‘‛ʼʻ´′＇";
    const string Hyphens = "‐‑‒–−﹣－";
    const string AfterAddress = ".,;:!?，。、；";

    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public string LocalPart => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    public static bool TryParse(string? typed, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (Bare(typed) is not { } text) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || at != text.LastIndexOf('@')) return false;
        var local = text[..at];
        if (!local.EnumerateRunes().All(IsOfLocalPart) || local[0] is '.' or '\'' or '`'
            || local[^1] is '.' or '\'' or '`')
            return false;
        if (local.Contains("..", StringComparison.Ordinal)) return false;
        if (DomainOf(text[(at + 1)..]) is not { } domain || local.Length + 1 + domain.Length > 254) return false;
        address = new($"{local}@{domain}");
        return true;
    }

    /// <summary>
    /// The address without what stands around it in mail programs, contact lists and sentences; null when there are
    /// two.
    /// </summary>
    public static string? Bare(string? typed)
    {
        var text = TypedText.Plain(Straight(typed ?? ""));
        if (Bracketed().Match(text) is { Success: true } bracketed)
        {
            var (before, inside) = (bracketed.Groups["before"].Value, Bare(bracketed.Groups["inside"].Value));
            return before.Contains('@', StringComparison.Ordinal) && Bare(before) != inside ? null : inside;
        }
        text = Unwrapped(text);
        text = Comment().Replace(text, "");
        var label = Label().Match(text);
        text = text[label.Length..];
        if (label.Groups["link"].Success) text = TypedText.Plain(Uri.UnescapeDataString(text.Split('?')[0]));
        text = Unwrapped(text);
        return AroundAt().Replace(text, "@") is var joined
            && joined.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            ? joined[..at] + AroundDot().Replace(joined[at..], ".")
            : joined;
    }

    public override string ToString() => Value;

    // Before the plain form, which would make a space and an accent of some apostrophes.
    static string Straight(string typed) =>
        string.Concat(typed.Select(c => Apostrophes.Contains(c, StringComparison.Ordinal)
            ? '\'' : Hyphens.Contains(c, StringComparison.Ordinal) ? '-' : c));

    static string Unwrapped(string text)
    {
        while (true)
        {
            var before = text.Length;
            text = text.Trim(' ').TrimEnd([.. AfterAddress, ' ']).TrimStart(',', ';', ':', ' ');
            if (text.Length > 2 && (text[0], text[^1]) is ('<', '>') or ('(', ')') or ('[', ']') or ('"', '"')
                or ('\'', '\'') or ('“', '”') or ('«', '»') or ('`', '`') or ('{', '}'))
                text = text[1..^1];
            if (text.Length == before) return text;
        }
    }

    static bool IsOfLocalPart(Rune c) => c.IsAscii
        ? Rune.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains((char)c.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(c) || Rune.GetUnicodeCategory(
            c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static string? DomainOf(string typed)
    {
        try
        {
            var domain = Idn.GetAscii(typed).ToLowerInvariant();
            var labels = domain.Split('.');
            var isWhole = labels.Length >= 2 && labels.All(label => label.Length is > 0 and <= 63)
                && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit);
            return isWhole ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<before>[^<>]*)<(?<inside>[^<>]+)>[\s.,;]*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^((my\s+)?(e-?mail|mail|e|correo|work|home|personal|contact|to)(\s+(address|is))*(\s*[:=]\s*|\s+-\s+)|(?<link>mailto\s*:\s*(//)?))*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex(@"\s*\([^()@]*\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s*@\s*", RegexOptions.NonBacktracking)]
    private static partial Regex AroundAt();

    [GeneratedRegex(@"\s*\.\s*", RegexOptions.NonBacktracking)]
    private static partial Regex AroundDot();
}
