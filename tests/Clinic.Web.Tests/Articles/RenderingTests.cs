using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Clinic.Web.Tests.Articles;

[Trait("Pace", "Slow")]
public sealed class RenderingTests : IDisposable
{
    const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\"><title>x</title></svg>";

    readonly ContentCopy content = new();

    [Theory]
    [InlineData("::: fireworks\nBoom.\n:::", "\"::: fireworks\" is not a box that is known here.")]
    [InlineData("::: routes\nText of its own.\n:::", "The box \"routes\" shows data of its own and cannot hold text.")]
    [InlineData("As shown [@nobody1999].", "The source \"nobody1999\" is not in references.yaml.")]
    [InlineData("A [link](javascript:alert(1)).", "This link leads to an address that is not allowed (javascript:alert(1)).")]
    [InlineData("A [link](JAVASCRIPT:alert(1)).", "This link leads to an address that is not allowed (JAVASCRIPT:alert(1)).")]
    [InlineData("A [link](&#106;avascript:alert(1)).", "This link leads to an address that is not allowed (javascript:alert(1)).")]
    [InlineData("A [link](data:text/html,x).", "This link leads to an address that is not allowed (data:text/html,x).")]
    [InlineData("A [link](http://plain.example).", "This link leads to an address that is not allowed (http://plain.example).")]
    [InlineData("A [link](//other.example).", "This link leads to an address that is not allowed (//other.example).")]
    [InlineData("A [link](side-effects).", "This link leads to an address that is not allowed (side-effects).")]
    [InlineData("A [link][x].\n\n[x]: vbscript:x", "This link leads to an address that is not allowed (vbscript:x).")]
    [InlineData("See <javascript:alert(1)>.", "This link leads to an address that is not allowed (javascript:alert(1)).")]
    [InlineData("![Picture](data:image/png;base64,AAAA)", "This is not the name of a picture (data:image/png;base64,AAAA).")]
    [InlineData("![Picture](https://other.example/a.png)", "This is not the name of a picture (https://other.example/a.png).")]
    [InlineData("![Picture](../a.svg)", "This is not the name of a picture (../a.svg).")]
    [InlineData("![Picture](gone.svg)", "The picture \"gone.svg\" is not in the folder articles/sample.")]
    [InlineData("    four spaces", "Lines indented by four spaces, or between ``` marks, become program code.")]
    [InlineData("```\nlet x = 1\n```", "Lines indented by four spaces, or between ``` marks, become program code.")]
    [InlineData("# A second title", "A heading with one # is the title, which stands above the text already.")]
    [InlineData("##### Deep", "This heading is nested too deep.")]
    public void What_a_text_may_not_hold_is_refused_with_its_line(string markdown, string wrong)
    {
        var snapshot = content.Read("First line.\n\n" + markdown);

        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal((ContentCopy.Sample, ContentCopy.FirstTextLine + 2, wrong), (problem.File, problem.Line, problem.Wrong));
        Assert.Equal("/", Assert.Single(snapshot.All).Key);
    }

    [Fact]
    public void The_same_heading_twice_is_refused() =>
        Assert.Equal("The heading \"Risks\" stands here twice.", Assert.Single(content.Read("## Risks\n\na\n\n## Risks\n\nb").Problems).Wrong);

    [Fact]
    public void An_empty_text_is_refused() => Assert.Equal("The page has no text.", Assert.Single(content.Read("").Problems).Wrong);

    [Fact]
    public void Two_tables_of_a_page_are_told_apart_by_the_names_of_their_columns()
    {
        var body = Body("| Trial | \"Gain\" |\n|---|---|\n| a | b |\n\nWords.\n\n| Dose | Day |\n|---|---|\n| a | b |");

        Assert.Equal(["Table: Trial, \"Gain\"", "Table: Dose, Day"], body.QuerySelectorAll("[role=region]").Select(box => box.GetAttribute("aria-label")));
    }

    [Fact]
    public void Html_is_shown_as_the_characters_it_is_made_of()
    {
        var body = Body("<script>alert(1)</script>\n\nA <b onclick=\"x()\">bold</b> <img src=x onerror=x()> claim & more.");

        Assert.Empty(body.QuerySelectorAll("script, b, img"));
        Assert.Contains("<script>alert(1)</script>", body.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A <b onclick=\"x()\">bold</b>", body.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/crisis-help")]
    [InlineData("#risks")]
    [InlineData("https://www.example.org/a?b=c")]
    [InlineData("tel:988")]
    [InlineData("sms:988")]
    [InlineData("mailto:a@example.org")]
    public void Allowed_links_stay(string address) => Assert.Equal(address, Body($"A [link]({address}).").QuerySelector("a")!.GetAttribute("href"));

    [Fact]
    public void Attributes_cannot_be_written_into_a_text() =>
        Assert.Contains("{.big onclick=x}", Body("Words {.big onclick=x}").Body!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_picture_alone_becomes_a_figure_with_its_size_and_caption()
    {
        content.Write("articles/sample/a.svg", Svg);

        var figure = Body("![What it shows](a.svg \"What it means\")").QuerySelector("figure")!;
        var image = figure.QuerySelector("img")!;

        Assert.Equal(("/articles/sample/a.svg", "What it shows", "320", "200"), (image.GetAttribute("src"), image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height")));
        Assert.Equal("What it means", figure.QuerySelector("figcaption")!.TextContent);
    }

    [Fact]
    public void A_picture_needs_alternative_text()
    {
        content.Write("articles/sample/a.svg", Svg);

        Assert.Equal("This picture has no alternative text.", Assert.Single(content.Read("![](a.svg)").Problems).Wrong);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>x()</script></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"x()\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><a href=\"https://x.example\"/></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("not a drawing")]
    public void A_drawing_that_could_act_or_has_no_size_is_refused(string svg)
    {
        content.Write("articles/sample/a.svg", svg);

        Assert.Contains(content.Read().Problems, problem => problem is { File: "articles/sample/a.svg", Wrong: "This picture cannot be read." });
        Assert.Empty(content.Read().Pictures);
    }

    [Fact]
    public void Only_the_first_use_of_a_glossary_term_is_linked()
    {
        var terms = Body("Esketamine helps. Spravato is esketamine, and esketamine is not ketamine.").QuerySelectorAll("a.term");

        Assert.Equal(["Esketamine"], terms.Where(term => term.GetAttribute("href") == "/glossary#esketamine").Select(term => term.TextContent));
    }

    [Fact]
    public void A_glossary_term_is_not_linked_in_headings_and_links()
    {
        var body = Body("## Esketamine\n\nSee [esketamine](/faq), then esketamine.");

        Assert.Empty(body.QuerySelectorAll("h2 a, a a"));
        Assert.Single(body.QuerySelectorAll("a.term"));
    }

    [Fact]
    public void Citations_are_numbered_by_first_mention_and_lead_both_ways()
    {
        var article = content.Read("One [@ketalar-label]. Two [@dea1999; @ketalar-label]. Three [@dea1999].").All["/articles/sample"];
        var marks = new HtmlParser().ParseDocument(article.Body.Html).QuerySelectorAll("sup.cite a");

        Assert.Equal(["[1]", "[2]", "[1]", "[2]"], marks.Select(mark => mark.TextContent));
        Assert.Equal(["ketalar-label", "dea1999"], article.Body.Sources.Select(source => source.Reference.Key));
        foreach (var source in article.Body.Sources)
        {
            Assert.Equal(source.Mentions, marks.Where(mark => mark.GetAttribute("href") == $"#{source.Id}").Select(mark => mark.Id));
        }
    }

    IHtmlDocument Body(string markdown)
    {
        var snapshot = content.Read(markdown);
        Assert.Empty(snapshot.Problems);
        return new HtmlParser().ParseDocument(snapshot.All["/articles/sample"].Body.Html);
    }

    public void Dispose() => content.Dispose();
}
