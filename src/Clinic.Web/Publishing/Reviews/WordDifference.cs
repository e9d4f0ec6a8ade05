using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Clinic.Web.Publishing.Reviews;

public enum WordChange
{
    Same,
    Removed,
    Added,
}

public sealed record WordRun(WordChange Change, string Text);

/// <summary>One paragraph of two versions of a text, laid over one another.</summary>
public sealed record ComparedParagraph(IReadOnlyList<WordRun> Runs)
{
    public bool IsChanged => Runs.Any(run => run.Change != WordChange.Same);
}

/// <summary>What differs between two versions of a text, in words.</summary>
public static partial class WordDifference
{
    // Neither stands in a text.
    const string EndOfParagraph = "\u2029";
    const char Between = '\u0000';

    public static IReadOnlyList<ComparedParagraph> Of(IEnumerable<string> before, IEnumerable<string> after)
    {
        var compared = Differ.Instance.CreateDiffs(Joined(before), Joined(after), ignoreWhiteSpace: false, ignoreCase: false,
            new CustomFunctionChunker(Pieces));
        var paragraphs = new List<ComparedParagraph>();
        var runs = new List<WordRun>();
        var at = 0;
        foreach (var block in compared.DiffBlocks.OrderBy(block => block.InsertStartB))
        {
            Take(WordChange.Same, compared.PiecesNew.Skip(at).Take(block.InsertStartB - at));
            Take(WordChange.Removed, compared.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Take(WordChange.Added, compared.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.InsertStartB + block.InsertCountB;
        }
        Take(WordChange.Same, compared.PiecesNew.Skip(at));
        End();
        return paragraphs;

        void Take(WordChange change, IEnumerable<string> pieces)
        {
            foreach (var piece in pieces)
            {
                if (piece == EndOfParagraph) End();
                else if (runs is [.., var last] && last.Change == change) runs[^1] = last with { Text = $"{last.Text} {piece}" };
                else runs.Add(new(change, piece));
            }
        }

        void End()
        {
            if (runs.Count > 0) paragraphs.Add(new([.. runs]));
            runs.Clear();
        }
    }

    static string Joined(IEnumerable<string> paragraphs) => string.Concat(paragraphs.SelectMany(paragraph =>
        Spaces().Split(paragraph.Trim()).Where(word => word.Length > 0).Append(EndOfParagraph)).Select(word => word + Between));

    static string[] Pieces(string joined) => joined.Length == 0 ? [] : joined[..^1].Split(Between);

    [GeneratedRegex(@"[\s\u0000]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Spaces();
}
