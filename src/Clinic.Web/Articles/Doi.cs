using System.Text.RegularExpressions;

namespace Clinic.Web.Articles;

/// <summary>The number by which a paper is known, out of whatever somebody pasted.</summary>
public static partial class Doi
{
    /// <summary>Null where none is in it.</summary>
    public static string? In(string pasted)
    {
        var text = string.Concat(pasted.Where(letter =>
            !char.IsWhiteSpace(letter) && letter is not ('\u200b' or '\ufeff' or '\u00ad')));
        if (text.Contains('%', StringComparison.Ordinal)) text = Uri.UnescapeDataString(text);
        if (Number().Match(text) is not { Success: true } match) return null;
        var doi = match.Value.Split('?', '#')[0].TrimEnd('.', ',', ';', ':', '/', '"', '\'', '>', '”', '}');
        while (doi[^1] is ')' or ']' && doi.Count(letter => letter is ')' or ']') > doi.Count(letter => letter is '(' or '['))
            doi = doi[..^1].TrimEnd('.', ',', ';');
        return doi;
    }

    public static bool AreSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"10\.\d{4,9}/[^\s""<>]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
