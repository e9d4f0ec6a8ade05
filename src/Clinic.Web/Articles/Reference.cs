using Clinic.Web.Articles.Values;

namespace Clinic.Web.Articles;

/// <summary>An entry of references.yaml.</summary>
public sealed record Reference(string Key, string Authors, string Title, string Source, string Address)
{
    /// <summary>In references.yaml.</summary>
    public int Line { get; init; }

    public static IReadOnlyDictionary<string, Reference> Read(YamlMap yaml)
    {
        var references = new Dictionary<string, Reference>(StringComparer.Ordinal);
        foreach (var (key, entry) in yaml.Entries("authors, title, source, year and a doi, pmid, pmc or url."))
        {
            references[key] = new(
                key,
                entry.Text("authors", "\"authors: Zarate CA Jr, Singh JB, et al.\"."),
                entry.Text("title", "the title of the paper."),
                entry.Text("source", "where and when it appeared."),
                PublicAddress.ReadSource(entry))
            {
                Line = entry.Line,
            };
            if (key.Length == 0 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
                entry.Report("authors", $"No text can name \"{YamlSource.Short(key)}\".",
                    "a key of letters and digits without spaces, such as short2018.");
            if (entry.Text("year", "a year.") is { Length: > 0 } year
                && !(year is ['1' or '2', _, _, _] && year.All(char.IsAsciiDigit)))
                entry.Report("year", $"\"year: {YamlSource.Short(year)}\" is not a year.",
                    "four digits, such as \"year: 2018\".");
            entry.RefuseOthers();
        }
        return references;
    }
}
