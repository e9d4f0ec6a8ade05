using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>
/// Words that readers meet in the glossary: those of rules/hard-words.yaml, and every abbreviation that is not known to
/// all.
/// </summary>
public sealed partial class HardWords
{
    const string Path = "rules/hard-words.yaml";

    static readonly ContentRule Rule = new("hard-word", "A hard word leads to its meaning.",
        "Add it to glossary.yaml, say it in plain words, or list it under \"known\" in rules/hard-words.yaml.");

    readonly Regex? explain;
    readonly HashSet<string> known;

    HardWords(IReadOnlyList<string> explain, IReadOnlyList<string> known)
    {
        this.known = [.. known];
        if (explain.Count > 0)
            this.explain = new($@"\b({string.Join('|', explain.Select(Regex.Escape))})\b",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    public static HardWords Read(string contentFolder, ICollection<ContentProblem> problems)
    {
        if (ContentFile.Read(contentFolder, Path, problems) is not { } file
            || YamlMap.Parse(Path, file.Text, problems) is not { } yaml) return new([], []);
        var words = new HardWords(yaml.List("explain"), yaml.List("known"));
        yaml.RefuseOthers();
        return words;
    }

    /// <summary>Each word once a text, where it first stands.</summary>
    public IEnumerable<ContentProblem> Unexplained(Article text, Glossary glossary)
    {
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var paragraph in text.Body.Paragraphs)
        {
            var explained = glossary.Find(paragraph.Text)
                .Select(found => (found.Start, End: found.Start + found.Length)).ToList();
            foreach (var match in Abbreviation().Matches(paragraph.Text).Where(match => !IsKnown(match.Value))
                .Concat(explain is null ? [] : explain.Matches(paragraph.Text)))
            {
                if (explained.Exists(span => span.Start <= match.Index && match.Index < span.End)
                    || !told.Add(match.Value)) continue;
                // "Post-traumatic stress disorder (PTSD)" explains itself, here and below.
                if (match.Index > 0 && paragraph.Text[match.Index - 1] == '(') continue;
                var (line, column) = paragraph.PlaceOf(match.Index);
                yield return new(text.File.Path, line, column, $"\"{match.Value}\" is not in the glossary.",
                    "an entry with a plain definition, or a plainer word.", ProblemSeverity.Warning)
                { Rule = Rule };
            }
        }
    }

    bool IsKnown(string word) => known.Contains(word) || known.Contains(word.TrimEnd('s'));

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]{1,5}s?\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Abbreviation();
}
