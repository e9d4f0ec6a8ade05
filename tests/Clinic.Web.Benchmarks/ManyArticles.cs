using System.Globalization;

namespace Clinic.Web.Benchmarks;

/// <summary>The clinic's content folder with as many articles as are wanted: the real ones, again and again, under other names and titles.</summary>
sealed class ManyArticles : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-content-");

    public ManyArticles(int articles)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "content");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var originals = Directory.GetFiles(Path.Combine(Folder, "articles"), "*.md").Order(StringComparer.Ordinal).ToArray();
        for (var number = originals.Length; number < articles; number++)
        {
            // Pictures lie in a folder of the article's own.
            var lines = File.ReadAllLines(originals[number % originals.Length]).Where(line => !line.StartsWith("formerly:", StringComparison.Ordinal) && !line.StartsWith("![", StringComparison.Ordinal)).ToArray();
            var title = Array.FindIndex(lines, line => line.StartsWith("title:", StringComparison.Ordinal));
            lines[title] = string.Create(CultureInfo.InvariantCulture, $"title: Article {number}");
            File.WriteAllText(Path.Combine(Folder, "articles", Slug(number) + ".md"), string.Join('\n', lines));
        }
    }

    public string Folder => folder.FullName;

    /// <summary>The article that readings are taken of; the longest.</summary>
    public const string Article = "/articles/mood-disorders";

    public static string Slug(int number) => string.Create(CultureInfo.InvariantCulture, $"article-{number:00000}");

    public void Dispose() => folder.Delete(recursive: true);
}
