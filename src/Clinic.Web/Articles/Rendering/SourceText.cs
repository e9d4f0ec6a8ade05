namespace Clinic.Web.Articles.Rendering;

/// <summary>One text of a content file, still unread. <see cref="Folder"/> is where its pictures lie.</summary>
public sealed record SourceText(string File, string Folder, string Markdown, int LinesBefore)
{
    readonly List<int> lineStarts =
        [0, .. Markdown.Index().Where(letter => letter.Item == '\n').Select(letter => letter.Index + 1)];

    /// <summary>Line and column in the file, from 1.</summary>
    public (int Line, int Column) PlaceOf(int at)
    {
        var found = lineStarts.BinarySearch(at);
        var line = found >= 0 ? found : ~found - 1;
        return (LinesBefore + line + 1, at - lineStarts[line] + 1);
    }
}
