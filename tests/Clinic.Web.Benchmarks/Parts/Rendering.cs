using BenchmarkDotNet.Attributes;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>One article from markdown to html, and the last wall alone.</summary>
public class Rendering
{
    SourceText source = null!;
    RenderingData data = null!;
    string html = "";

    [GlobalSetup]
    public void Read()
    {
        var snapshot = new SnapshotReader(new ContentFolder(Path.Combine(AppContext.BaseDirectory, "content"))).Read();
        data = new(snapshot.Clinic, snapshot.References, snapshot.Glossary, snapshot.Routes, snapshot.Costs, snapshot.Pictures.Values.ToDictionary(picture => picture.Path, StringComparer.Ordinal));
        var article = snapshot.All[ManyArticles.Article];
        source = new(article.File.Path, article.File.Path[..^".md".Length], article.File.Text.Split("---\n", 3)[2], 0);
        html = Article().Html;
    }

    [Benchmark]
    public RenderedBody Article() => MarkdownRenderer.Render(source, data, []);

    [Benchmark]
    public string? LastWall() => AllowedHtml.Stranger(html);
}
