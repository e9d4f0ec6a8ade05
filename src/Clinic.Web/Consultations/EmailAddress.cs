using System.Globalization;

namespace Clinic.Web.Consultations;

/// <summary>An e-mail address: one @, a domain with a dot, at most 254 characters. The domain is lower-case ASCII; the part before the @ stays as typed.</summary>
public sealed record EmailAddress
{
    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    EmailAddress(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? typed, out EmailAddress? address)
    {
        address = null;
        var text = typed?.Trim(' ') ?? "";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || at != text.LastIndexOf('@') || TypedText.HasControl(text) || text.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']')) return false;
        var local = text[..at];
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        if (DomainOf(text[(at + 1)..]) is not { } domain || local.Length + 1 + domain.Length > 254) return false;
        address = new($"{local}@{domain}");
        return true;
    }

    public override string ToString() => Value;

    static string? DomainOf(string typed)
    {
        try
        {
            var domain = Idn.GetAscii(typed).ToLowerInvariant();
            var labels = domain.Split('.');
            return labels.Length >= 2 && labels.All(label => label.Length is > 0 and <= 63) && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
