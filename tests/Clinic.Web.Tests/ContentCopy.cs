using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Tests;

/// <summary>The clinic's data files and consent wordings in a folder of their own, with one small article to spoil and mend.</summary>
public sealed class ContentCopy : IDisposable
{
    public const string Sample = "articles/sample.md";

    public static readonly string[] FrontMatter =
    [
        "title: A sample article",
        "description: A sample that is long enough to be a description of an article.",
        "topic: Safety",
        "author: clinic-team",
        "reviewer: clinical-lead",
        "published: 2026-01-15",
        "reviewed: 2026-01-15",
        "next-review: 2026-12-15",
    ];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("content-");
    readonly Lazy<SnapshotReader> reader;

    public ContentCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Path("content"), "*.yaml").Concat(Directory.EnumerateFiles(Repository.Path("content/consent"))).Concat(Directory.EnumerateFiles(Repository.Path("content/rules"))))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Repository.Path("content"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Write(Sample, Article("Some words."));
        Write("pages/home.md", Article("Welcome.", "title: Home", "-topic", "-author", "-reviewer"));
        reader = new(() => new(new ContentFolder(Folder)));
    }

    public string Folder => folder.FullName;

    /// <summary>An article with good front matter but for the lines given: a key replaces its line, "-key" takes it away.</summary>
    public static string Article(string markdown, params string[] changes)
    {
        static string KeyOf(string line) => line.Split(':')[0].TrimStart('-');
        var lines = FrontMatter.Where(line => !changes.Any(change => KeyOf(change) == KeyOf(line))).Concat(changes.Where(change => !change.StartsWith('-')));
        return $"---\n{string.Join('\n', lines)}\n---\n{markdown}\n";
    }

    /// <summary>The line of the first line of markdown in <see cref="Article"/> when as many front matter lines stand above it.</summary>
    public static int FirstTextLine => FrontMatter.Length + 3;

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>The same reader every time, so that it remembers the last good version as the running site does.</summary>
    public ContentSnapshot Read() => reader.Value.Read();

    public ContentSnapshot Read(string markdown, params string[] changes)
    {
        Write(Sample, Article(markdown, changes));
        return Read();
    }

    /// <summary>What a text of this folder may call upon.</summary>
    public RenderingData Data()
    {
        var snapshot = Read();
        return new(snapshot.Clinic, snapshot.References, snapshot.Glossary, snapshot.Routes, snapshot.Costs, snapshot.Pictures.Values.ToDictionary(picture => picture.Path, StringComparer.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
