namespace Clinic.Web.Publishing.Drafts;

/// <summary>The body of a draft, in which thousands of places can be looked up.</summary>
public sealed class DraftBody
{
    readonly List<int> lines = [0];

    public DraftBody(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            lines.Add(at + 1);
    }

    public string Text { get; }

    /// <summary>In UTF-16 units. A place beyond the end is the end.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    public int OffsetOf(int line, int column)
    {
        var start = line > lines.Count ? Text.Length : lines[Math.Max(line - 1, 0)];
        return Math.Min(start + Math.Max(column - 1, 0), Text.Length);
    }
}
