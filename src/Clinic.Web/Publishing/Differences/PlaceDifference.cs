using System.Text;
using DiffPlex.Chunkers;

namespace Clinic.Web.Publishing.Differences;

/// <param name="Line">In the newer version, from 1.</param>
public sealed record ChangedPlace(int Line, IReadOnlyList<WordRun> Runs);

/// <summary>What differs between two versions of a file, in words, for each place where lines changed.</summary>
public static class PlaceDifference
{
    const int Context = 160;

    public static IReadOnlyList<ChangedPlace> Of(byte[]? before, byte[]? after) => Of(Text(before), Text(after));

    public static IReadOnlyList<ChangedPlace> Of(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return [.. PieceDifference.Of(old, now).Where(block => !block.IsSame)
            .Select(block => new ChangedPlace(block.New + 1, Words(
            string.Join('\n', old.Skip(block.Old).Take(block.OldCount)),
            string.Join('\n', now.Skip(block.New).Take(block.NewCount)))))];
    }

    static List<WordRun> Words(string before, string after)
    {
        var chunker = new WordChunker();
        var runs = new List<WordRun>();
        foreach (var (change, words) in WordRun.Between([.. chunker.Chunk(before)], [.. chunker.Chunk(after)]))
        {
            var text = string.Concat(words);
            if (text.Length > 0) runs.Add(new(change, change == WordChange.Same ? Shortened(text) : text));
        }
        return runs;
    }

    static string Shortened(string text) =>
        text.Length <= 2 * Context ? text : $"{text[..Context]} … {text[^Context..]}";

    static string Text(byte[]? bytes) =>
        bytes is null ? "" : Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
