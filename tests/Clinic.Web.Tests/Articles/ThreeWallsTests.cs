using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Tests.Articles;

/// <summary>Markdown becomes html through the parser's settings, the list of allowed syntax and the list of allowed html; nothing gets past all three.</summary>
[Trait("Pace", "Slow")]
public sealed class ThreeWallsTests : IDisposable
{
    const int DeepestElement = 30;

    // Judged by rules of their own, not by the wall's.
    static readonly string[] Harmless = ["p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "code", "br", "hr", "a", "img", "figure", "figcaption", "sup", "table", "thead", "tbody", "tr", "th", "td", "div", "aside"];
    static readonly string[] Plain = ["id", "class", "alt", "title", "width", "height", "loading", "decoding", "start", "scope", "role", "tabindex", "aria-label", "data-label"];

    readonly ContentCopy content = new();
    readonly RenderingData data;

    public ThreeWallsTests()
    {
        content.Write("articles/sample/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\"><title>x</title></svg>");
        data = content.Data();
    }

    [Fact]
    public void Of_two_thousand_hostile_texts_none_gets_more_than_words_onto_a_page()
    {
        var texts = HostileMarkdown.All.ToList();
        var escapes = texts.AsParallel().SelectMany(text => EscapesIn(Render(text, []).Html).Select(escape => $"{escape} from {text}")).ToList();

        Assert.True(texts.Count >= 2_000, $"only {texts.Count} texts");
        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(20)));
    }

    [Fact]
    public void What_is_harmless_among_them_is_shown()
    {
        var shown = HostileMarkdown.All.AsParallel().Count(text =>
        {
            var problems = new List<ContentProblem>();
            return Render(text, problems).Html.Length > 0 && problems.Count == 0;
        });

        // Tags as words, words in code, quotes in titles: an editor may write about all of it.
        Assert.InRange(shown, 2_000, int.MaxValue);
    }

    [Fact]
    public void The_last_wall_stops_by_itself_what_the_others_let_through()
    {
        foreach (var tag in HostileMarkdown.Tags.Append("<a href=\"javascript:alert(1)\">x</a>").Append("<a href=\"//evil.example\">x</a>").Append("<img src=\"https://evil.example/p.gif\" alt=\"\">").Append("<p style=\"color:red\">x</p>").Append("<p>x</p><!-- x -->").Append("<em data-x=\"1\">x</em>"))
            Assert.True(AllowedHtml.Stranger($"<p>words</p>{tag}") is { Length: > 0 }, tag);

        Assert.Null(AllowedHtml.Stranger("<h2 id=\"a-b\">x &lt;script&gt;</h2><p>x <a href=\"/faq#a\">y</a><br><em>z</em></p>"));
    }

    [Fact]
    public void A_text_that_the_last_wall_stops_is_refused_with_its_file_and_line()
    {
        var problems = new List<ContentProblem>();

        var body = MarkdownRenderer.Render(new("articles/sample.md", "articles/sample", "::: phone\n:::", LinesBefore: 11), data with { Clinic = data.Clinic with { Phone = "\"><img src=x onerror=alert(1)>" } }, problems);

        Assert.Equal("", body.Html);
        Assert.Equal("articles/sample.md(12,1): This text would become <img src>, which no page may hold. Expected: plain words, headings, lists, tables, quotes, links and pictures.", Assert.Single(problems).ToString());
    }

    [Fact]
    public void Texts_nested_without_end_are_refused_or_shown_as_flat_as_people_write()
    {
        var texts = HostileMarkdown.Deep().ToList();
        Assert.Contains(texts, text => text.Text.Length > 95_000);

        Assert.All(texts.AsParallel().Select(text =>
        {
            var problems = new List<ContentProblem>();
            var html = Render(text.Text, problems).Html;
            return (text.What, IsRefused: problems.Count > 0, Depth: html.Length == 0 ? 0 : new HtmlParser().ParseDocument(html).All.Max(Depth));
        }).ToList(), outcome => Assert.True(outcome.IsRefused || outcome.Depth <= DeepestElement, $"{outcome.What} is {outcome.Depth} deep"));
    }

    [Theory]
    [InlineData("a\n\n> > > > > > > > > deep", 3, "Lists or quotes stand within each other here, too deep to be read.")]
    [InlineData("- - - - - - - - - deep", 1, "Lists or quotes stand within each other here, too deep to be read.")]
    [InlineData("a\n\n[[[[[[[[[[[[[ deep", 3, "Brackets stand within brackets here, too deep to be read.")]
    [InlineData("::: in-short\n::: in-short\n::: in-short\n::: in-short\n::: in-short\ndeep", 5, "Boxes stand within boxes here, too deep to be read.")]
    public void Too_deep_a_text_is_refused_with_its_line(string markdown, int line, string wrong)
    {
        var problems = new List<ContentProblem>();

        Assert.Equal("", Render(markdown, problems).Html);
        Assert.Equal((line, wrong), Assert.Single(problems) is var problem ? (problem.Line, problem.Wrong) : default);
    }

    [Theory]
    [InlineData("---------------")]
    [InlineData("* * * * * * * * * *")]
    [InlineData("words | words\n------------------|------------------\n**a** | b")]
    [InlineData("> - a\n>   - b\n>     1. c")]
    [InlineData("***Very*** (see [this (and that)](/faq)) **so**.")]
    public void What_people_write_is_not_too_deep(string markdown)
    {
        var problems = new List<ContentProblem>();

        Assert.NotEqual("", Render(markdown, problems).Html);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_table_is_not_styled_inline() =>
        Assert.DoesNotContain("style", Render("| a | b |\n|:-:|--:|\n| c | d |", []).Html, StringComparison.Ordinal);

    public void Dispose() => content.Dispose();

    RenderedBody Render(string markdown, List<ContentProblem> problems) => MarkdownRenderer.Render(new(ContentCopy.Sample, "articles/sample", markdown, LinesBefore: 0), data, problems);

    static IEnumerable<string> EscapesIn(string html)
    {
        if (html.Contains("<script", StringComparison.OrdinalIgnoreCase)) yield return "a script tag";
        foreach (var element in new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*"))
        {
            // Around a compound word of a heading, which the renderer keeps whole.
            if (element is { LocalName: "span", ClassName: "whole" or "whole long", ChildElementCount: 0 }) continue;
            if (!Harmless.Contains(element.LocalName)) yield return $"<{element.LocalName}>";
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name is "href" or "src" ? !IsHarmless(attribute.Name, attribute.Value) : !Plain.Contains(attribute.Name)) yield return $"{attribute.Name}={attribute.Value}";
            }
        }
    }

    // As browsers do: blanks and controls are dropped before the scheme is looked at.
    static bool IsHarmless(string name, string value)
    {
        var address = new string([.. value.Where(c => c > ' ' && c != '\u007f')]).ToLowerInvariant();
        if (name == "src") return address == "/articles/sample/a.svg";
        return address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal))
            || new[] { "https://", "mailto:", "tel:", "sms:" }.Any(start => address.StartsWith(start, StringComparison.Ordinal));
    }

    static int Depth(IElement element)
    {
        var depth = 0;
        for (var parent = element.ParentElement; parent is not null; parent = parent.ParentElement) depth++;
        return depth;
    }
}
