namespace Clinic.Web.Tests.Editorial;

/// <summary>Words as they come out of Word, Google Docs and web pages, or under a hand that is new to markdown.</summary>
/// <param name="Rule">The rule of the one finding.</param>
/// <param name="Line">Of the text, from 1, where it must be found.</param>
/// <param name="Says">Words of the finding.</param>
public sealed record PastedText(string Name, string Markdown, string Rule, int Line, string Says)
{
    public static IReadOnlyList<PastedText> All { get; } =
    [
        // Words that vanish.
        Lost("a note in brackets", "Words.\n\n[Important]: Fasting.\n\nMore.", 3, "Readers do not see \"[Important]: Fasting.\""),
        Lost("a note in a list", "- One\n- [Note]: Fasting\n- Three", 2, "\"[Note]: Fasting\""),
        Lost("a note in a quotation", "> [Note]: Fasting\n\nWords.", 1, "\"[Note]: Fasting\""),
        Lost("a note on two lines", "[Note]:\nFasting\n\nWords.", 1, "\"[Note]: Fasting\""),
        Lost("a list of sources", "Words.\n\n[1]: https://doi.org/10.1\n[2]: https://doi.org/10.2\n[3]: Murrough", 3, "these 3 lines, from \"[1]: https://doi.org/10.1\" on"),
        Lost("sources that numbers name", "It works [1].\n\n[1]: https://doi.org/10.1", 1, "Readers see 1 here, and not the list of sources"),
        Lost("the same name twice", "[a] here\n\n[a]: /\n[a]: /costs", 4, "\"[a]: /costs\""),
        Lost("words beside the name of a box", "::: risks Do not drive.\nWords.\n:::", 1, "\"Do not drive.\", since it stands beside the name of a box"),
        Lost("words in quotes inside a link", "See [our page](/ \"Do not drive\").", 1, "\"Do not drive\", which stands in quotes inside a link"),
        Lost("a caption within a sentence", "Words ![A hill](hill.svg \"Do not drive\") more.", 1, "the caption \"Do not drive\""),
        Lost("an age at the beginning of a line", "Only for people\n\n> 18 years old.", 3, "The sign of \"> 18 years old.\" is lost"),
        Lost("a plus at the beginning of a line", "+ 5 kg more.", 1, "The sign of \"+ 5 kg more.\" is lost"),
        Lost("a number left out", "1. One\n2. Two\n4. Four", 3, "Readers see 3 here and not 4"),
        Lost("stars between numbers", "It is 2*3*4 mg.", 1, "The stars of \"2*3*4\" are lost."),
        Lost("a link without words", "[](/) words", 1, "This link has no words"),

        // Boxes and code.
        Text("a box without an end", "Words.\n\n::: in-short\nShort words.\n\n## Next\n\nMore.", 3, "The box \"in-short\" begins here and has no end"),
        Text("a box that ends with the next one", "::: in-short\nShort words.\n\n::: key-facts\n- Fact\n:::\n\nMore.", 1, "The box \"in-short\" begins here and has no end"),
        Text("a box of data without an end", "::: phone\n\n## Next\n\nMore.", 1, "The box \"phone\" begins here and has no end"),
        Text("an end in the line of words", "::: risks\nWords. :::\n\nMore.", 1, "The box \"risks\" begins here and has no end"),
        Text("an end with a word", "::: risks\nWords.\n::: end\n\nMore.", 3, "\"::: end\" is not a box"),
        Text("an end too many", "Words.\n\n:::\n\nMore.", 3, "This \":::\" ends no box"),
        Text("a half bracket", "He said [this and left.", 1, "A square bracket opens here and never closes."),
        Text("a half source", "Words [@dea1999.", 1, "A square bracket opens here and never closes."),
        Text("words moved in by a tab", "Words.\n\n\tMoved words.", 3, "become program code"),

        // Links, pictures and sources as they were typed.
        Typed("a picture with a space in its name", "![x](our room.png)", 1, "\"![x](our room.png)\" as it was typed: the name of a picture cannot hold a space"),
        Typed("an address with spaces", "Read\n[x](/who should not).", 2, "\"[x](/who should not)\" as it was typed: an address cannot hold a space"),
        Typed("a space before the address", "See [our page] (/faq).", 1, "a space stands between"),
        Typed("brackets the wrong way round", "See (our page)[/faq].", 1, "the wrong way round"),
        Typed("a source with a space", "Words [@short 2018].", 1, "\"[@short 2018]\" as it was typed: this names no source"),
        Typed("sources with a comma", "Words [@short2018, @dean2021].", 1, "this names no source"),
        Typed("a source without brackets", "Words (@short2018).", 1, "a source stands in square brackets"),
        Typed("numbers for sources", "It works [1,2].", 1, "a number in brackets names no source"),
        Typed("a list of sources in words", "Words.\n\n[1]: Zarate, 2006.", 3, "a number in brackets names no source"),
        Typed("a footnote", "Words[^1] here.", 1, "footnotes are not used here"),
        Typed("a comment of Google Docs", "Words[a] here.", 1, "\"[a]\" as it was typed"),
        Typed("a bare address", "See https://www.fda.gov/drugs for more.", 1, "an address that is typed leads nowhere"),
        Typed("an address that begins with www", "See www.fda.gov.", 1, "\"www.fda.gov\""),
        Typed("the name of a site", "See 988lifeline.org for more.", 1, "\"988lifeline.org\""),

        // Headings, bold and code.
        Typed("a heading without a space", "Words.\n\n##Heading\n\nMore.", 3, "\"##Heading\" as it was typed: a heading needs a space"),
        Typed("a heading with a hard space", "##\u00a0Heading", 1, "a heading needs a space"),
        Typed("a heading with a name", "## Heading {#name}", 1, "this belongs to another program"),
        Typed("bold that touches the next word", "**bold:**text follows.", 1, "\"**bold:**\" as it was typed"),
        Typed("bold with spaces inside", "** bold ** text.", 1, "\"** bold **\""),
        Typed("half a bold word", "Some **bold text.", 1, "\"**bold text.\""),
        Typed("half an emphasis", "Some _text here.", 1, "has no other half"),
        Typed("struck out words", "~~Old~~ new.", 1, "this mark is not used here"),
        Typed("words in code", "Take `words` home.", 1, "turn them into program code"),

        // Html and leftovers of other programs.
        Typed("a tag around a word", "A <b>bold</b> word.", 1, "\"<b>\" as it was typed: html is not used here"),
        Typed("a paragraph of Word's html", "<p class=\"MsoNormal\">Words.</p>", 1, "html is not used here"),
        Typed("a line break of html", "One<br>two.", 1, "\"<br>\""),
        Typed("a remark in html", "Words. <!-- ask the doctor --> More.", 1, "\"<!-- ask the doctor -->\""),
        Typed("a hard space without its end", "Words&nbsp here.", 1, "this stands for a letter in html only"),
        Typed("a field that Word lost", "See Error! Reference source not found.", 1, "Word left this"),
        Typed("a page number", "Words.\n\nPage 1 of 3", 3, "a page number was copied along"),
        Typed("an apostrophe in another encoding", "Don\u00e2\u20ac\u2122t drive.", 1, "letters were saved in another encoding"),
        Typed("a picture that did not come along", "A picture: \ufffc.", 1, "was copied"),
        Typed("a letter of html, escaped twice", "Don&amp;rsquo;t drive.", 1, "\"&rsquo;\" as it was typed"),
        Typed("a tag without its end", "Words <b bold.", 1, "html is not used here"),
        Typed("a grave accent for an apostrophe", "Don`t drive.", 1, "this sign is no apostrophe"),
        Typed("a small picture in colons", "Words :smile: here.", 1, "this means something in another program only"),
        Typed("a person called in Google Docs", "@Jane Doe, please look.", 1, "this means something in another program only"),
        Typed("a backslash before a letter", "Words \\par more.", 1, "a backslash does nothing before a letter"),
        Typed("a gap of a paper form", "Name: ________ date", 1, "a gap to be filled in"),

        // Lists and tables.
        Typed("bullets", "We need:\n• a ride home\n• an adult", 2, "\"• a ride home\" as it was typed: this sign makes no list"),
        Typed("bullets in paragraphs", "· a ride\n\n· an adult\n\n· time", 1, "\"· a ride\""),
        Typed("bullets of Word's own font", "\uf0b7\ta ride\n\uf0b7\tan adult", 1, "this sign makes no list"),
        Typed("the letter o as a bullet", "o\ta ride\no\tan adult", 1, "this sign makes no list"),
        Typed("dashes as bullets", "– a ride\n– an adult", 1, "this sign makes no list"),
        Typed("ticks as bullets", "✓ a ride\n✓ an adult", 1, "this sign makes no list"),
        Typed("hyphens without a space", "-a ride\n-an adult", 1, "a list needs a plain space"),
        Typed("hyphens with a hard space", "-\u00a0a ride\n-\u00a0an adult", 1, "a list needs a plain space"),
        Typed("numbers without a space", "1.Come early\n2.Bring an adult", 1, "a numbered list needs"),
        Typed("numbers with a hard space", "1.\u00a0Come early\n2.\u00a0Bring an adult", 1, "a numbered list needs"),
        Typed("numbers that begin with two", "Do this:\n2. Come early\n3. Bring an adult", 2, "lines of a list run together"),
        Typed("letters for numbers", "a) Come early\nb) Bring an adult", 2, "lines of a list run together"),
        Typed("boxes to tick", "- [ ] Bring an adult", 1, "boxes to tick are not used here"),
        Typed("a table of tabs", "Words.\n\nVisit\tTime\nFirst\tan hour", 3, "tabs make no table"),
        Typed("a table of spaces", "Visit     Time     Place\nFirst     an hour     here", 1, "spaces make no table"),
        Typed("a table without its second line", "| Visit | Time |\n| First | an hour |", 1, "this makes no table"),
        Typed("words right below a table", "| A | B |\n|---|---|\n| c | d |\nWords.", 1, "this makes no table"),
    ];

    /// <summary>What people may well write, and nothing is wrong with.</summary>
    public static IReadOnlyList<string> Fine { get; } =
    [
        "A value of p < 0.05, and 5 * 3 = 15, and 2 > 1.", "Q&A at AT&T, and R&D too.", "Never say \"I can’t\" – say \"not yet\"… – she said.", "> \"A quotation.\"\n> — Somebody",
        "\\[sic\\] and \\*star and \\# and \\_line and \\| and \\<b\\>", "Un**believ**able, caf&eacute;, *x*y and **a** b.", "1. One\n\n2. Two\n   - more\n\n3. Three\n\nWords.\n\n1. One\n1. Two",
        "| A | B |\n|---|:-:|\n| [x](/) | **y** |\n| 1 | 2 |", "- a\n  - b\n\n    more of b\n- c\n\n> q\n>\n> - z", "Words\\\nmore words  \nand more.\n\n***\n\nEnd.", "## Heading ##\n\nWords [@dea1999][@short2018].",
        "See [988lifeline.org](https://988lifeline.org/) and <https://www.fda.gov/>.", "See [there][x].\n\n[x]: https://www.fda.gov/",
        "One\r\ntwo **three**\r\n\r\n- four\r\n", "::: risks\nWords **bold** [@dea1999].\n:::\n\n::: phone\n:::\n\n::: address\n:::\n\n::: costs\n:::\n\n::: routes\n:::", "It was -5 degrees, +3 the next day, for ages 18-65 (2019-2021).", "::: faq\n### May I drive?\n\nNo. Esketamine is not ketamine.\n:::",
        "Tel. 988, press 2; e.g. \"a.m.\" or \"p.m.\", U.S. and No. 5.", "Año nuevo, déjà vu, naïve, 日本語 and Ελληνικά.", "A 10-minute walk (about 0.5 mi.), 50/50, and/or 24/7.",
    ];

    public override string ToString() => Name;

    static PastedText Lost(string name, string markdown, int line, string says) => new(name, markdown, "lost-words", line, says);

    static PastedText Text(string name, string markdown, int line, string says) => new(name, markdown, "text", line, says);

    static PastedText Typed(string name, string markdown, int line, string says) => new(name, markdown, "as-typed", line, says);
}
