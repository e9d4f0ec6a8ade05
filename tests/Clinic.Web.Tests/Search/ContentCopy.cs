namespace Clinic.Web.Tests.Search;

/// <summary>A copy of the content folder that a test may change.</summary>
public sealed class ContentCopy : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("content-");

    public ContentCopy()
    {
        var source = Repository.Path("content");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            Write(System.IO.Path.GetRelativePath(source, file), File.ReadAllText(file));
    }

    public string Path => folder.FullName;

    public void Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void WritePage(string slug, string title, string markdown, string published = "2026-09-01") =>
        Write($"pages/{slug}.md", $"""
            ---
            title: {title}
            description: A page that a test wrote, long enough to be a description.
            published: {published}
            reviewed: 2026-09-01
            next-review: 2027-09-01
            ---

            {markdown}
            """);

    public void Dispose() => folder.Delete(recursive: true);
}
