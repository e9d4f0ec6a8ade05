namespace Clinic.Web.Publishing.Differences;

public enum WordChange
{
    Same,
    Removed,
    Added,
}

public sealed record WordRun(WordChange Change, string Text)
{
    /// <summary>
    /// The pieces of two versions in the order in which they are read: what was removed stands before what was added.
    /// </summary>
    public static IEnumerable<(WordChange Change, IEnumerable<string> Pieces)> Between(IReadOnlyList<string> before,
        IReadOnlyList<string> after)
    {
        foreach (var block in PieceDifference.Of(before, after))
        {
            var now = after.Skip(block.New).Take(block.NewCount);
            if (!block.IsSame) yield return (WordChange.Removed, before.Skip(block.Old).Take(block.OldCount));
            yield return (block.IsSame ? WordChange.Same : WordChange.Added, now);
        }
    }
}
