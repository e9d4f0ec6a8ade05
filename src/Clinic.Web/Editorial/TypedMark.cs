using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

enum MarkPlace { Anywhere, LineStart, LaterLine }

/// <summary>
/// A mark that readers see although it was to do something, with the cause and the mend in plain words.
/// </summary>
sealed record TypedMark(string Cause, string Expected, Regex Pattern)
{
    const int LongestQuote = 50;
    const string Nothing = "";

    public MarkPlace Place { get; private init; }
    public ProblemSeverity Severity { get; private init; }
    /// <summary>Nobody sees it, so that there is nothing to quote.</summary>
    public bool IsUnseen { get; private init; }
    /// <summary>Lists and tables: what is wrong with one line is wrong with all of it.</summary>
    public bool IsToldOnce { get; private init; }
    public bool IsFineInLinks { get; private init; }
    /// <summary>The group "key" must be a source of references.yaml.</summary>
    public bool IsSource { get; private init; }
    public ParagraphKind[]? Kinds { get; private init; }
    /// <summary>One alone may be the end of a sentence.</summary>
    public bool IsOfLists { get; private init; }

    public ContentRule Rule { get; } = new("as-typed",
        "Readers see words, and no marks of the program in which they were written.",
        "Write it as expected; if the mark itself is meant, put a backslash (\\) before it.");

    public IEnumerable<Match> In(Paragraph paragraph)
    {
        if (Place == MarkPlace.Anywhere) return Pattern.Matches(paragraph.Text);
        var starts = Place == MarkPlace.LineStart ? paragraph.LineStarts.Prepend(0) : paragraph.LineStarts;
        var found = starts.Select(start => Pattern.Match(paragraph.Text, start)).Where(match => match.Success).ToList();
        return IsOfLists && found.Count < 2 ? [] : found;
    }

    public string Says(string found)
    {
        var words = string.Join(' ', found.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return IsUnseen ? $"{Cause}." : $"Readers see {Quoted(words)} as it was typed: {Cause}.";
    }

    public static readonly TypedMark Code = new("marks like ` around words turn them into program code",
        "the words without `, or in \"quotes\".", new(Nothing, RegexOptions.NonBacktracking));

    /// <summary>The first that fits a line is told.</summary>
    public static IReadOnlyList<TypedMark> All { get; } =
    [
        // What begins a line.
        Starts(@"#{2,6}.{0,60}|#(?!\d)\S.{0,60}", "a heading needs a space after its #",
            "## and a space, then the heading, on a line of its own."),
        Starts(@"[•·◦▪▫●○‣⁃∙■□◆◇►▸➢➤❖✓✔☐☑★→–\u2043\uf0b7].{0,40}", "this sign makes no list",
            "a hyphen and a space at the beginning of each line (\"- \"), and an empty line above the list."),
        Starts(@"—\s.{0,40}", "a dash makes no list",
            "a hyphen and a space at the beginning of each line (\"- \").") with { Kinds = [ParagraphKind.Prose] },
        Starts(@"o[\t\u00a0]+.{0,40}|[§Øü][\t\u00a0 ]+\p{Lu}.{0,40}", "this sign makes no list",
            "a hyphen and a space at the beginning of each line (\"- \")."),
        Starts(@"[-+*][^\s\d*+-].{0,40}|[-+*][\u00a0\u2007\u202f].{0,40}",
            "a list needs a plain space after its hyphen, and emphasis a star at both ends",
            "a hyphen and a space at the beginning of each line (\"- \"), or *words*."),
        Starts(@"\d{1,3}[.)](\p{L}|[\u00a0\u2007\u202f]).{0,40}|\(\d{1,2}\)\s\p{L}.{0,40}",
            "a numbered list needs its number, a full stop and a plain space",
            "\"1. \" at the beginning of each line, and an empty line above the list."),
        Starts(@":{2,}.{0,40}", "a box begins with three colons and its name",
            "\"::: risks\" on a line of its own, and \":::\" below the words."),
        Glued(@"(\(?[a-hA-H]\)|[a-h]\.|\(?(i{1,3}|iv|v|vi{1,3})[.)])\s.{0,40}"),
        Glued(@"\d{1,2}[.)]\s\p{Lu}.{0,40}") with { IsOfLists = true },

        // Links, pictures and sources.
        Anywhere(@"!\[[^\]]*\]\([^)]*\s[^)]*\)?", "the name of a picture cannot hold a space",
            "a file name such as our-room.png, for the file and here."),
        Anywhere(@"!\[[^\]]*\]?(\([^)]*\)?)?", "this is no whole picture", "![what the picture shows](name.png)."),
        Anywhere(@"\[@[^\]]*\]?", "this names no source",
            "keys of references.yaml without spaces, such as [@short2018] or [@short2018; @dean2021]."),
        Anywhere(@"\[[^\]]*\]\([^)]*\s[^)]*\)?", "an address cannot hold a space",
            "the page's address as the browser shows it, such as [words](/who-should-not)."),
        Anywhere(@"\[[^\]]*\]\s+\([/#h][^)]*\)", "a space stands between the words of the link and its address",
            "[words](/address) without a space between."),
        Anywhere(@"\[[^\]]*\](\(|\[)[^)\]]*[)\]]?", "this is no whole link", "[words](/address)."),
        Anywhere(@"\([^()]*\)\[[^\]]*\]", "brackets are the wrong way round",
            "[words](/address), the words in square brackets and the address in round ones."),
        Anywhere(@"\[\^[^\]]*\]:?", "footnotes are not used here",
            "[@key] for a source of references.yaml, or the words in the text."),
        Anywhere(@"\[\s?[xX]?\s?\](?=\s|$)", "boxes to tick are not used here",
            "a list, each line of it beginning with \"- \"."),
        Anywhere(@"\[\d{1,3}(\s?[,;–-]\s?\d{1,3})*\]|\[[a-z]{1,2}\]", "a number in brackets names no source",
            "[@key] with the key of the source in references.yaml."),
        Anywhere(@"\[\[[^\]]*\]?\]?", "links are not written in double brackets", "[words](/address)."),
        Anywhere(@"(?<![\w.@/])@(?<key>[A-Za-z0-9][\w-]*)", "a source stands in square brackets",
            "[@key].") with { IsSource = true },
        Anywhere(@"\[[^\]]*$|^[^\[]*\]", "a square bracket has no other half", "both halves, or neither."),

        // Pasted html and what stands for letters in it.
        Anywhere(@"</?[A-Za-z][^<>]*>|<!--.*?(-->|$)", "html is not used here",
            "the words alone; **words** for bold, ## for a heading, \"- \" for a list."),
        Anywhere(@"</?(p|b|i|u|em|strong|br|hr|div|span|a|img|table|tr|td|th|ul|ol|li|h[1-6]|font|sup|sub|style|script)\b[^<>]{0,40}",
            "html is not used here", "the words alone; **words** for bold, ## for a heading, \"- \" for a list."),
        Anywhere(@"&(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});|&nbsp\b", "this stands for a letter in html only",
            "the letter itself."),
        Anywhere(@"\{[.#:%{+=][^}]*\}?|mso-[a-z-]+", "this belongs to another program", "the words without it."),
        Anywhere(@"Error! [A-Z]\w+.{0,40}?(not defined|not found|not valid)\.?|\bHYPERLINK ""|\b(MERGEFIELD|PAGEREF|TOC \\)\b|_x000[0-9A-F]_",
            "Word left this in place of something that was not copied", "what stood there."),
        Anywhere(@"^Page \d+( of \d+)?$", "a page number was copied along", "the words without it."),
        Anywhere(@"â€.?|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|ï»¿", "letters were saved in another encoding",
            "the letter that was meant, such as an apostrophe, in a file saved as UTF-8."),
        Anywhere(@"[\ufffc\ufffd\ue000-\uf8ff]", "a picture or a letter of a font that readers do not have was copied",
            "the words, or the picture as ![what it shows](name.png)."),

        // Tables, and gaps.
        Table(@".{0,30}\t.{0,30}", "tabs make no table",
            "| between the cells, and a line |---|---| below the first row."),
        Table(@".{0,20}\S {3,}\S.{0,20} {3,}\S.{0,20}", "spaces make no table",
            "| between the cells, and a line |---|---| below the first row."),
        Table(@".{0,30}\|.{0,30}", "this makes no table",
            "a line |---|---| below the first row, with as many parts as there are columns, and an empty line above and below the table."),
        Anywhere(@"_{3,}|={3,}|-{4,}|\*{3,}|\.{6,}", "this draws a line or a gap to be filled in",
            "the words without it; --- on a line of its own draws a line across the page."),

        // Bold and italic.
        Anywhere(@"\*\*[^*]*(\*\*)?|__[^_]*(__)?",
            "** makes words bold only where it touches them inside, and a space stands outside of it",
            "**bold:** text, with the space outside of the stars and words between two pairs."),
        Anywhere(@"(?<![\w*])\*\S[^*]*\*?|\w\*(?=[\s.,;:!?)]|$)|(?<!\w)_\w[^_]*_?|\w_(?!\w)",
            "a star or an underline has no other half, or does not touch its words",
            "*words* for emphasis, with nothing between the stars and the words."),
        Anywhere(@"~~[^~]*(~~)?|==\w[^=]*(==)?|\^\^|\+\+\w", "this mark is not used here", "plain words, or **bold**."),
        Anywhere(@"``|[`´](?=\w)|(?<=\w)[`´]", "this sign is no apostrophe and no quotation mark", "' or \"quotes\"."),
        Anywhere(@"(?<![\w:]):[a-z][a-z_]+:(?![\w:])|(?<![\w.@/])@[A-Z][a-z]+",
            "this means something in another program only", "plain words."),
        Anywhere(@"\\(?=[A-Za-z])\w*", "a backslash does nothing before a letter", "the word without it."),

        // Addresses.
        Anywhere(@"\b(https?://|www\.)[^\s<>]*[\w/]", "an address that is typed leads nowhere",
            "[words](https://…), with words that say where it leads.") with { IsFineInLinks = true },
        Anywhere(@"(?<![@\w.-]|[\[(]at[\])]\s?)([A-Za-z0-9-]+\.)+(org|com|net|gov|edu)\b(/[\w/.-]*\w)?(?!@)",
            "an address that is typed leads nowhere",
            "[words](https://…), with words that say where it leads.") with { IsFineInLinks = true },

        // For a person to judge.
        Anywhere(@"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u200e\u200f\u2028\u2029\u2060\ufeff]",
            "A sign that nobody sees was copied along with the words",
            "the words typed anew at this place.") with { Severity = ProblemSeverity.Warning, IsFineInLinks = true,
            IsUnseen = true },
        Anywhere(@"(?<=[a-z]{3}|[.,;)])[¹²³⁰⁴-⁹]+", "a small number names no source",
            "[@key] for a source of references.yaml.") with { Severity = ProblemSeverity.Warning },
        Anywhere(@"\[[^\]]*\]", "square brackets do nothing here",
            "round ones, or a link as [words](/address).") with { Severity = ProblemSeverity.Warning },
    ];

    static TypedMark Anywhere(string pattern, string cause, string expected) => new(cause, expected, Made(pattern));

    static TypedMark Starts(string pattern, string cause, string expected) =>
        new(cause, expected, Made($@"\G(?:{pattern})")) { Place = MarkPlace.LineStart, IsToldOnce = true };

    static TypedMark Glued(string pattern) => new(
        "lines of a list run together",
            "\"- \" or \"1. \" at the beginning of each line, and an empty line above the list.",
            Made($@"\G(?:{pattern})"))
    { Place = MarkPlace.LaterLine, IsToldOnce = true };

    static TypedMark Table(string pattern, string cause, string expected) =>
        new(cause, expected, Made(pattern)) { IsToldOnce = true };

    static Regex Made(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(10));

    static string Quoted(string words) =>
        $"\"{(words.Length > LongestQuote ? words[..LongestQuote].TrimEnd() + "…" : words)}\"";
}
