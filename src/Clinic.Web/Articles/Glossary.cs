using System.Text.RegularExpressions;

namespace Clinic.Web.Articles;

public sealed record GlossaryTerm(string Slug, string Term, IReadOnlyList<string> Also, string Definition)
{
    public string Address => $"/glossary#{Slug}";
}

/// <summary>The terms of glossary.yaml, and where they first stand in a text.</summary>
public sealed class Glossary
{
    public static readonly Glossary Empty = new([]);

    readonly Dictionary<string, GlossaryTerm> bySpelling = new(StringComparer.OrdinalIgnoreCase);
    readonly Regex? anySpelling;

    Glossary(IReadOnlyList<GlossaryTerm> terms)
    {
        Terms = terms;
        foreach (var term in terms)
        {
            foreach (var spelling in term.Also.Prepend(term.Term)) bySpelling.TryAdd(spelling, term);
        }
        if (bySpelling.Count == 0) return;
        var spellings = bySpelling.Keys.OrderByDescending(spelling => spelling.Length).Select(Regex.Escape);
        anySpelling = new Regex($@"\b({string.Join('|', spellings)})\b",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
    }

    public IReadOnlyList<GlossaryTerm> Terms { get; }

    public static Glossary Read(YamlMap yaml)
    {
        var terms = new List<GlossaryTerm>();
        foreach (var (slug, entry) in yaml.Entries("term and definition."))
        {
            if (!FrontMatter.IsSlug(slug))
                entry.Report("term", $"\"{slug}\" is not a short name.", "small letters, digits and hyphens.");
            terms.Add(new(slug, entry.Text("term", "the word itself."), entry.List("also"),
                entry.LongText("definition", "one or two plain sentences.")));
            entry.RefuseOthers();
        }
        return new([.. terms.OrderBy(term => term.Term, StringComparer.OrdinalIgnoreCase)]);
    }

    public IEnumerable<(int Start, int Length, GlossaryTerm Term)> Find(string text)
    {
        for (var match = anySpelling?.Match(text); match is { Success: true }; match = match.NextMatch())
        {
            var term = bySpelling[match.Value];
            // "IN" is a route, "in" is a word: short terms in capitals count only in capitals.
            if (match.Value.Length <= 4 && match.Value.Any(char.IsLower) && IsCapitals(term, match.Value)) continue;
            yield return (match.Index, match.Length, term);
        }
    }

    static bool IsCapitals(GlossaryTerm term, string found) =>
        term.Also.Prepend(term.Term).Any(spelling =>
            spelling.Equals(found, StringComparison.OrdinalIgnoreCase) && !spelling.Any(char.IsLower));
}
