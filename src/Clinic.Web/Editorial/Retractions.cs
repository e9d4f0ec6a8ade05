using Clinic.Web.Articles;
using Clinic.Web.Articles.Values;

namespace Clinic.Web.Editorial;

/// <summary>The withdrawn papers of rules/retracted.yaml, on which no text may lean.</summary>
public sealed class Retractions
{
    const string File = "rules/retracted.yaml";

    static readonly ContentRule Rule = new("retracted-source", "No source was withdrawn by its journal.",
        "Take the source out of references.yaml, and what leans on it out of the texts.");
    static readonly ContentRule HomePage = new("home-page-source", "A source leads to the paper, not to a front page.",
        "Give a doi or pmid, or the address of the very page.");

    readonly IReadOnlyList<Paper> papers;

    Retractions(IReadOnlyList<Paper> papers) => this.papers = papers;

    public static Retractions Read(string contentFolder, ICollection<ContentProblem> problems)
    {
        if (ContentFile.Read(contentFolder, File, problems) is not { } file
            || YamlMap.Parse(File, file.Text, problems) is not { } yaml) return new([]);
        var read = new List<Paper>();
        foreach (var (_, entry) in yaml.Entries("title, withdrawn, because and a doi or pmid."))
        {
            read.Add(new(
                PublicAddress.ReadSource(entry), Letters(entry.Text("title", "the title of the paper.")),
                entry.Text("withdrawn", "the year in which it was withdrawn."),
                entry.Text("because", "why, in a few words.")));
            entry.RefuseOthers();
        }
        return new(read);
    }

    public IEnumerable<ContentProblem> In(ContentSnapshot snapshot)
    {
        foreach (var reference in snapshot.References.Values)
        {
            if (papers.FirstOrDefault(paper => paper.Is(reference)) is { } withdrawn)
                yield return new(DataFile.ReferencesFile, reference.Line, 1,
                    $"\"{reference.Key}\" was withdrawn by its journal in {withdrawn.Year}: {withdrawn.Because}.",
                    "a source that stands.")
                { Rule = Rule };
            if (Uri.TryCreate(reference.Address, UriKind.Absolute, out var address) && address.PathAndQuery == "/")
                yield return new(DataFile.ReferencesFile, reference.Line, 1,
                    $"\"{reference.Key}\" leads to the front page of {address.Host}, where a reader does not find it.",
                    "a doi, a pmid, or the address of the page itself.")
                { Rule = HomePage };
        }
    }

    static string Letters(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    sealed record Paper(string Address, string Title, string Year, string Because)
    {
        public bool Is(Reference reference) =>
            (Address.Length > 0 && string.Equals(Address, reference.Address, StringComparison.OrdinalIgnoreCase))
            || (Title.Length > 0 && Letters(reference.Title).StartsWith(Title, StringComparison.Ordinal));
    }
}
