using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Clinic.Web.Publishing.Versions;

public enum WordsAre
{
    Same,
    Old,
    New,
}

/// <param name="Line">In the newer version, from 1.</param>
public sealed record ChangedPlace(int Line, IReadOnlyList<(WordsAre Are, string Words)> Runs);

/// <summary>The difference between two versions of a text in words, place by place.</summary>
static class WordsBetween
{
    const int Context = 160;

    public static IReadOnlyList<ChangedPlace> Of(byte[]? before, byte[]? after) => Of(Text(before), Text(after));

    public static IReadOnlyList<ChangedPlace> Of(string before, string after)
    {
        var lines = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new LineChunker());
        return [.. lines.DiffBlocks.Select(block => new ChangedPlace(block.InsertStartB + 1, Words(
            string.Join('\n', lines.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA)),
            string.Join('\n', lines.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)))))];
    }

    static List<(WordsAre, string)> Words(string before, string after)
    {
        var words = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
        var (runs, at) = (new List<(WordsAre, string)>(), 0);
        foreach (var block in words.DiffBlocks.OrderBy(block => block.InsertStartB))
        {
            Add(WordsAre.Same, words.PiecesNew.Skip(at).Take(block.InsertStartB - at));
            Add(WordsAre.Old, words.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add(WordsAre.New, words.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.InsertStartB + block.InsertCountB;
        }
        Add(WordsAre.Same, words.PiecesNew.Skip(at));
        return runs;

        void Add(WordsAre are, IEnumerable<string> pieces)
        {
            var text = string.Concat(pieces);
            if (text.Length > 0) runs.Add((are, are == WordsAre.Same ? Shortened(text) : text));
        }
    }

    static string Shortened(string text) => text.Length <= 2 * Context ? text : $"{text[..Context]} … {text[^Context..]}";

    static string Text(byte[]? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
