using AngleSharp.Html.Parser;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Pictures;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>How a page shows a photo that has smaller files beside it.</summary>
public sealed class FigureSizesTests : IDisposable
{
    readonly ContentCopy content = new();

    [Fact]
    public void A_browser_may_take_the_size_that_fits_and_the_page_does_not_jump()
    {
        WriteSizes("room", 960, 480, 960);

        var figure = Figure("![The quiet room](room.jpg \"Where you rest\")");

        var source = figure.QuerySelector("picture > source")!;
        Assert.Equal("/articles/sample/room-480.webp 480w, /articles/sample/room-960.webp 960w", source.GetAttribute("srcset"));
        Assert.Equal("image/webp", source.GetAttribute("type"));
        var image = figure.QuerySelector("picture > img")!;
        Assert.Equal(("/articles/sample/room.jpg", "The quiet room", "960", "720", "lazy"), (image.GetAttribute("src"), image.GetAttribute("alt"),
            image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("loading")));
        Assert.Equal("Where you rest", figure.QuerySelector("figcaption")!.TextContent);
    }

    [Fact]
    public void A_file_that_is_not_as_wide_as_its_name_says_or_shows_something_else_is_no_size()
    {
        WriteSizes("room", 960, 480);
        Write("room-960.webp", 900, 675);
        Write("room-640.webp", 640, 640);

        Assert.Equal("/articles/sample/room-480.webp 480w", Figure("![The quiet room](room.jpg)").QuerySelector("source")!.GetAttribute("srcset"));
    }

    [Fact]
    public void A_picture_that_stands_alone_is_written_as_before()
    {
        content.Write("articles/sample/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\"/>");

        Assert.Equal("<figure><img src=\"/articles/sample/a.svg\" alt=\"A hill\" width=\"320\" height=\"200\" loading=\"lazy\" decoding=\"async\"></figure>\n",
            content.Read("![A hill](a.svg)").All["/articles/sample"].Body.Html);
    }

    [Fact]
    public void Pictures_that_are_heavy_for_a_telephone_are_named_and_those_with_sizes_are_not()
    {
        using var pixels = TestPhoto.Pixels(900, 600, grain: 90);
        File("heavy.jpg", PictureDrawing.Jpeg(pixels, 70));
        WriteSizes("room", 960, 480, 960);
        var snapshot = content.Read("![A hill in the rain](heavy.jpg)\n\n![The quiet room](room.jpg)");
        Assert.Empty(snapshot.Problems);

        var found = new Proofreader(snapshot, RuleBook.Read(content.Folder, []), new(2026, 3, 1)).ReadAll().Where(problem => problem.Rule.Id == "picture-weight").ToList();

        var problem = Assert.Single(found);
        Assert.Equal((ProblemSeverity.Warning, ContentCopy.FirstTextLine), (problem.Severity, problem.Line));
        Assert.StartsWith("The picture heavy.jpg has ", problem.Wrong, StringComparison.Ordinal);
    }

    public void Dispose() => content.Dispose();

    AngleSharp.Dom.IElement Figure(string markdown)
    {
        var snapshot = content.Read(markdown);
        Assert.Empty(snapshot.Problems);
        return new HtmlParser().ParseDocument(snapshot.All["/articles/sample"].Body.Html).QuerySelector("figure")!;
    }

    void WriteSizes(string name, int width, params int[] sizes)
    {
        using var pixels = TestPhoto.Pixels(width, width * 3 / 4, grain: 0);
        File(name + ".jpg", PictureDrawing.Jpeg(pixels, 80));
        foreach (var size in sizes) Write($"{name}-{size}.webp", size, size * 3 / 4);
    }

    void Write(string name, int width, int height)
    {
        using var pixels = TestPhoto.Pixels(width, height, grain: 0);
        File(name, PictureDrawing.Webp(pixels, 80));
    }

    void File(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.Combine(content.Folder, "articles/sample"));
        System.IO.File.WriteAllBytes(Path.Combine(content.Folder, "articles/sample", name), bytes);
    }
}
