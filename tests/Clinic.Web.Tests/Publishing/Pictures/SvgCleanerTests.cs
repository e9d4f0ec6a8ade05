using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Pictures;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>Drawings as drawing programs save them, and as somebody saves them who means harm.</summary>
public sealed class SvgCleanerTests
{
    const string Inkscape =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <!-- Created with Inkscape (http://www.inkscape.org/) by Ann Example -->
        <svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5" inkscape:version="1.2.2" sodipodi:docname="anns-hill.svg"
           inkscape:export-filename="C:\Users\Ann Example\hill.png" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
           xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:xlink="http://www.w3.org/1999/xlink"
           xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
           xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#">
          <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:window-width="1920"><inkscape:grid type="xygrid"/></sodipodi:namedview>
          <defs id="defs2"><linearGradient id="Ann Example's shade"><stop style="stop-color:#1f4d45;stop-opacity:1;" offset="0" id="stop1"/></linearGradient>
          <linearGradient xlink:href="#Ann Example's shade" id="shade2" x1="0" y1="0" x2="9" y2="9" gradientUnits="userSpaceOnUse"/></defs>
          <metadata id="metadata5"><rdf:RDF><cc:Work><dc:creator><cc:Agent><dc:title>Ann Example</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>
          <g inkscape:label="Ann Example" inkscape:groupmode="layer" id="layer1">
            <title>Anns private title</title>
            <path style="fill:url(#shade2);stroke:#000000;stroke-width:0.5;-inkscape-stroke:none;enable-background:new" d="M 10,10 H 90 V 90 Z" id="path1" inkscape:connector-curvature="0" onclick="alert(1)"/>
            <text xml:space="preserve" style="font-size:8px;font-family:sans-serif;-inkscape-font-specification:'Ann Sans'" x="20" y="50" id="text1"><tspan sodipodi:role="line" id="tspan1" x="20" y="50">A hill  in two</tspan></text>
          </g>
        </svg>
        """;

    const string Illustrator =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In -->
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
        <svg version="1.1" id="Layer_of_Ann_Example" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
         width="400px" height="300px" viewBox="0 0 400 300" style="enable-background:new 0 0 400 300;" xml:space="preserve" data-name="Ann Example">
        <style type="text/css"><![CDATA[
        .st0{fill:#1F4D45;} /* Ann Example */ #Layer_of_Ann_Example .st1{fill:none;stroke:#B5562F;}
        ]]></style>
        <switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" x="0" y="0" width="1" height="1">Ann Example</foreignObject>
        <g><rect class="st0" width="100" height="80"/><a xlink:href="https://ann.example"><circle class="st1" cx="50" cy="50" r="9"/></a></g></switch>
        </svg>
        """;

    [Theory]
    [InlineData(Inkscape, 794, 1123)]
    [InlineData(Illustrator, 400, 300)]
    public void A_drawing_keeps_its_looks_and_loses_who_made_it(string svg, int width, int height)
    {
        var clean = Clean(svg);

        foreach (var gone in new[] { "Ann", "Inkscape", "inkscape", "sodipodi", "Adobe", "metadata", "<!--", "DOCTYPE", "onclick", "private", "data-name", "style=", "https:" })
            Assert.DoesNotContain(gone, clean.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((width, height), SvgWall.SizeOf(Encoding.UTF8.GetBytes(clean)));
        var picture = Picture.Of("articles/sample/a.svg", Encoding.UTF8.GetBytes(clean), []);
        Assert.Equal(clean, Encoding.UTF8.GetString(picture!.Bytes.Span));
    }

    [Fact]
    public void Shades_words_and_styles_stay()
    {
        var inkscape = Clean(Inkscape);
        Assert.Contains("fill:url(#p2)", inkscape, StringComparison.Ordinal);
        Assert.Contains("href=\"#p1\"", inkscape, StringComparison.Ordinal);
        Assert.Contains("stroke-width:0.5", inkscape, StringComparison.Ordinal);
        Assert.Contains(">A hill  in two<", inkscape, StringComparison.Ordinal);
        var illustrator = Clean(Illustrator);
        Assert.Contains("#p1 .st1{fill:none;stroke:#B5562F;}", illustrator, StringComparison.Ordinal);
        Assert.Contains("<circle", illustrator, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<image href=\"data:image/png;base64,AAAA\"/>", "it holds a photo within the drawing")]
    [InlineData("<foreignObject width=\"9\" height=\"9\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Words</div></foreignObject>", "a box of text")]
    [InlineData("<style>@font-face{font-family:x;src:url(data:font/woff;base64,AA)}</style>", "a font of its own")]
    [InlineData("<font><glyph/></font>", "a font of its own")]
    public void What_would_look_otherwise_is_refused_with_what_to_do(string part, string wrong)
    {
        var refusal = Assert.Throws<BadPictureException>(() => Clean(Around(part)));

        Assert.Contains(wrong, refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Expected.Contains("paths", StringComparison.Ordinal) || refusal.Expected.Contains("PNG", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<script href=\"https://evil.example/x.js\"/>")]
    [InlineData("<path onload=\"alert(1)\" d=\"M0 0\"/>")]
    [InlineData("<path ONCLICK=\"alert(1)\" d=\"M0 0\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><path d=\"M0 0\"/></a>")]
    [InlineData("<a xlink:href=\"&#106;avascript:alert(1)\"><path d=\"M0 0\"/></a>")]
    [InlineData("<a href=\"https://evil.example\"><a href=\"javascript:1\"><path d=\"M0 0\"/></a></a>")]
    [InlineData("<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>")]
    [InlineData("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>")]
    [InlineData("<path d=\"M0 0\"><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/></path>")]
    [InlineData("<use href=\"https://evil.example/x.svg#a\"/>")]
    [InlineData("<use xlink:href=\"data:image/svg+xml;base64,AAAA#a\"/>")]
    [InlineData("<use href=\" //evil.example/x.svg#a\"/>")]
    [InlineData("<path style=\"fill:url(https://evil.example/x)\" d=\"M0 0\"/>")]
    [InlineData("<path fill=\"url('https://evil.example/x#a')\" d=\"M0 0\"/>")]
    [InlineData("<path fill=\"u\\72l(https://evil.example/x#a)\" d=\"M0 0\"/>")]
    [InlineData("<path style=\"fill:u\\72l(https://evil.example)\" d=\"M0 0\"/>")]
    [InlineData("<path filter=\"URL(//evil.example/x#a)\" d=\"M0 0\"/>")]
    [InlineData("<style>@import 'https://evil.example/x.css';</style>")]
    [InlineData("<style>@im/**/port 'https://evil.example/x.css'; a{}</style>")]
    [InlineData("<style><![CDATA[path{fill:url(https://evil.example/x)}]]></style>")]
    [InlineData("<style>path{background:image-set('https://evil.example/x' 1x)}</style>")]
    [InlineData("<style>path{fill:u<![CDATA[rl(https://evil.example/x)}]]></style>")]
    [InlineData("<style>a{}</style><style>path{behavior:expression(alert(1))}</style>")]
    [InlineData("<iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://evil.example\"/>")]
    [InlineData("<html:script xmlns:html=\"http://www.w3.org/1999/xhtml\">alert(1)</html:script>")]
    [InlineData("<feImage href=\"https://evil.example/x.png\"/>")]
    [InlineData("<switch><foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" onerror=\"alert(1)\"/></body></foreignObject><path d=\"M0 0\"/></switch>")]
    [InlineData("<?xml-stylesheet href=\"https://evil.example/x.css\"?><path d=\"M0 0\"/>")]
    [InlineData("<handler type=\"application/ecmascript\" xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\">alert(1)</handler>")]
    [InlineData("<path d=\"M0 0\" class=\"x\" style=\"a:b}*{fill:url(https://evil.example)\"/>")]
    [InlineData("<text><a href=\"javascript:alert(1)\">words</a></text>")]
    public void What_acts_or_comes_from_elsewhere_is_left_out_or_refused(string part)
    {
        string clean;
        try
        {
            clean = Clean(Around(part));
        }
        catch (BadPictureException)
        {
            return;
        }
        SvgWall.SizeOf(Encoding.UTF8.GetBytes(clean));
        foreach (var harm in new[] { "script", "evil", "alert", "onload", "onclick", "ONCLICK", "onerror", "animate", "<set", "import", "<a", "iframe", "xhtml", "<?", "expression" })
            Assert.DoesNotContain(harm, clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>", "&b;")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;")]
    [InlineData("<!DOCTYPE svg [<!ENTITY % x SYSTEM \"https://evil.example/x.dtd\"> %x;]>", "&y;")]
    public void Declared_words_are_not_looked_up(string declaration, string call)
    {
        var refusal = Assert.Throws<BadPictureException>(() =>
            Clean($"{declaration}<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>{call}</text></svg>"));

        Assert.Contains("Plain SVG", refusal.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_and_repeats_of_repeats_are_refused_soon()
    {
        var deep = Around(string.Concat(Enumerable.Repeat("<g>", 100_000)) + string.Concat(Enumerable.Repeat("</g>", 100_000)));
        var repeats = new StringBuilder("<g id=\"a0\"><path d=\"M0 0\"/></g>");
        for (var i = 1; i < 30; i++) repeats.Append($"<g id=\"a{i}\">").Insert(repeats.Length, $"<use href=\"#a{i - 1}\"/>", 10).Append("</g>");
        var circle = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
        var began = System.Diagnostics.Stopwatch.StartNew();

        foreach (var svg in new[] { deep, Around(repeats.ToString()), Around(circle) })
            Assert.Throws<BadPictureException>(() => Clean(svg));

        Assert.InRange(began.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Other_encodings_and_prefixes_become_plain()
    {
        var svg = "<?xml version=\"1.0\" encoding=\"utf-16\"?><s:svg xmlns:s=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><s:path d=\"M0 0\"/></s:svg>";
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(svg)];

        var clean = SvgCleaner.Clean(bytes, isByHand: false);

        Assert.Equal("<svg width=\"20\" height=\"10\" viewBox=\"0 0 20 10\" xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\" /></svg>", Encoding.UTF8.GetString(clean));
        Assert.Equal((20, 10), SvgWall.SizeOf(clean));
    }

    static string Clean(string svg) => Encoding.UTF8.GetString(SvgCleaner.Clean(Encoding.UTF8.GetBytes(svg), isByHand: false));

    static string Around(string part) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 90 90\"><path d=\"M0 0h9\"/>{part}</svg>";
}
