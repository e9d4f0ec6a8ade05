using System.Text.RegularExpressions;

namespace Clinic.Web.Publishing.Differences;

/// <summary>One paragraph of two versions of a text, laid over one another.</summary>
public sealed record ComparedParagraph(IReadOnlyList<WordRun> Runs)
{
    public bool IsChanged => Runs.Any(run => run.Change != WordChange.Same);
}

/// <summary>What differs between two versions of a text, in words, paragraph by paragraph.</summary>
public static partial class ParagraphDifference
{
    // Stands in no text.
    const string EndOfParagraph = "\u2029";

    public static IReadOnlyList<ComparedParagraph> Of(IEnumerable<string> before, IEnumerable<string> after)
    {
        var paragraphs = new List<ComparedParagraph>();
        var runs = new List<WordRun>();
        foreach (var (change, words) in WordRun.Between(Words(before), Words(after)))
        {
            foreach (var word in words)
            {
                if (word == EndOfParagraph) End();
                else Add(change, word);
            }
        }
        End();
        return paragraphs;

        void Add(WordChange change, string word)
        {
            if (runs is [.., var last] && last.Change == change)
            {
                runs[^1] = last with { Text = $"{last.Text} {word}" };
                return;
            }
            if (runs.Count > 0) runs.Add(new(WordChange.Same, " "));
            runs.Add(new(change, word));
        }

        void End()
        {
            if (runs.Count > 0) paragraphs.Add(new([.. runs]));
            runs.Clear();
        }
    }

    static List<string> Words(IEnumerable<string> paragraphs) => [.. paragraphs.SelectMany(paragraph =>
        Spaces().Split(paragraph.Trim()).Where(word => word.Length > 0).Append(EndOfParagraph))];

    [GeneratedRegex(@"[\s\u0000]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Spaces();
}
