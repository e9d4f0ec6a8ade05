using System.Text;

namespace Clinic.Web.Tests.Articles;

/// <summary>One way in which a file of the content folder comes to harm.</summary>
public sealed record BrokenFile(string Name, string File, Action<string> Harm)
{
    /// <summary>The line that begins the text below the front matter of the sample article.</summary>
    static readonly string Top = string.Join('\n', ["---", .. ContentCopy.FrontMatter, "---", ""]);

    public static IReadOnlyList<BrokenFile> All { get; } =
    [
        // The sample article as a file.
        Bytes("empty", []),
        Bytes("one line break", "\n"u8),
        Bytes("nothing but zero bytes", new byte[400]),
        Bytes("a zero byte in the text", Encoding.UTF8.GetBytes(Top + "Words\0words.\n")),
        Bytes("a picture under an article's name", [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, 0xff, 0xfe]),
        Bytes("saved as UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Top + "Words.\n")]),
        Bytes("saved as UTF-16, big end first", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(Top + "Words.\n")]),
        Bytes("saved as Latin-1", Encoding.Latin1.GetBytes(Top + "Café.\n")),
        Bytes("cut in the middle of a letter", [.. Encoding.UTF8.GetBytes(Top + "Caf"), 0xc3]),
        Bytes("a zip archive", [.. "PK"u8, 3, 4, 0x80, 0x90, 0xff]),
        Text("ten megabytes", Top + string.Concat(Enumerable.Repeat("Many words. ", 900_000))),
        new("a link that leads nowhere", ContentCopy.Sample, file => { System.IO.File.Delete(file); System.IO.File.CreateSymbolicLink(file, file + ".gone"); }),
        new("a link to a device without end", ContentCopy.Sample, file => { System.IO.File.Delete(file); System.IO.File.CreateSymbolicLink(file, "/dev/zero"); }),
        new("a link to ten megabytes", ContentCopy.Sample, file => { System.IO.File.WriteAllText(file + ".long", Top + string.Concat(Enumerable.Repeat("Many words. ", 900_000))); System.IO.File.Delete(file); System.IO.File.CreateSymbolicLink(file, file + ".long"); }),
        new("a pipe that nobody writes into", ContentCopy.Sample, file => { System.IO.File.Delete(file); using var made = System.Diagnostics.Process.Start("mkfifo", [file]); made.WaitForExit(); }),
        new("a link to itself", ContentCopy.Sample, file => { System.IO.File.Delete(file); System.IO.File.CreateSymbolicLink(file, file); }),

        // Half written.
        Text("only the first line", "---\n"),
        Text("cut in the front matter", Top[..60]),
        Text("cut before the second line of hyphens", Top[..^5]),
        Text("cut after the front matter", Top),
        Text("nothing but spaces below the front matter", Top + "   \n\n  \n"),
        Text("the front matter is missing", "Just words.\n"),
        Text("words above the front matter", "Hello\n" + Top + "Words.\n"),
        Text("two half files after a merge", $"<<<<<<< mine\n{Top}Words.\n=======\n{Top}Other words.\n>>>>>>> theirs\n"),

        // Front matter.
        Changed("an unknown key", "autor: clinic-team"),
        Changed("a key twice", "title: A sample article\ntitle: Another"),
        Changed("no title", "-title"),
        Changed("an empty title", "title:"),
        Changed("a title that is a list", "title: [one, two]"),
        Changed("a title without end", $"title: {new string('x', 5000)}"),
        Changed("a quote that never ends", "title: \"A sample"),
        Changed("a bracket that never closes", "related: [side-effects"),
        Changed("a brace that never closes", "title: {a"),
        Changed("a colon in a value", "title: Ketamine: a sample"),
        Changed("a tab for indentation", "title:\n\t- A"),
        Changed("a date that is none", "published: 2026-02-30"),
        Changed("a date in words", "published: last Monday"),
        Changed("a date in another order", "published: 15.01.2026"),
        Changed("a year with a slip", "published: 20226-01-15"),
        Changed("a review before the last one", "next-review: 2026-01-01"),
        Changed("a review years away", "next-review: 2031-01-15"),
        Changed("a topic that is none", "topic: Money"),
        Changed("an author nobody knows", "author: nobody"),
        Changed("a reviewer nobody knows", "reviewer: nobody"),
        Changed("a draft that is neither true nor false", "draft: perhaps"),
        Changed("a related page that is no name", "related: [Side Effects]"),
        Changed("a description that says nothing", "description: Short."),
        Changed("an anchor and an alias", "title: &a A sample\nabout: *a"),
        Changed("an alias to nothing", "about: *nothing"),
        Changed("nesting without end", "about: " + new string('[', 3000) + new string(']', 3000)),
        Changed("a value that begins with an at sign", "about: @x"),

        // The words.
        Body("a picture from another site", "![A picture of a hill](https://example.com/hill.png)"),
        Body("a link to a file on somebody's disk", "[here](file:///c:/notes.txt)"),
        Body("a link to a script", "[here](javascript:alert(1))"),
        Body("a picture that is not there", "![A picture of a hill](hill.png)"),
        Body("a source that is not there", "Words [@nobody2020]."),
        Body("a directive that is not known", ":::magic\nWords.\n:::"),
        Body("a thousand quotes in one another", string.Concat(Enumerable.Repeat("> ", 1000)) + "deep"),
        Body("a thousand lists in one another", string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i * 2) + "- deep\n"))),
        Body("ten thousand brackets", new string('[', 10_000) + "deep"),

        // Pictures and data.
        Whole("a picture cut short", "articles/sample/hill.png", "\u0089PNG"),
        Whole("a drawing cut short", "articles/sample/hill.svg", "<svg viewBox=\"0 0 10 10\"><path"),
        Whole("a drawing with a script", "articles/sample/hill.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><script>x</script></svg>"),
        Whole("a drawing with entities in entities", "articles/sample/hill.svg", "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg viewBox=\"0 0 10 10\">&b;</svg>"),
        Whole("a drawing without a size", "articles/sample/hill.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
        Whole("no clinic profile", "clinic.yaml", ""),
        Whole("a clinic profile cut short", "clinic.yaml", "name: \"Juniper"),
        Whole("sources that are a list", "references.yaml", "- a\n- b"),
        Whole("a glossary of one word", "glossary.yaml", "word"),
        Whole("routes without end", "routes.yaml", "- name: ["),
        Whole("costs of nothing", "costs.yaml", "\n\n"),
        Whole("synonyms that are no lists", "synonyms.yaml", "- one"),
        Whole("crisis words that are a list", "crisis-words.yaml", "- one"),

        // A second file.
        Whole("an article of the same title", "articles/twin.md", ContentCopy.Article("Words.")),
        Whole("an article whose name is no address", "articles/My Article.md", ContentCopy.Article("Words.", "title: Mine")),
        Whole("a page that takes the form's name", "pages/search.md", ContentCopy.Article("Words.", "title: Search", "-topic", "-author", "-reviewer")),
        Whole("a page that was the sample's name", "articles/other.md", ContentCopy.Article("Words.", "title: Other", "formerly: [sample]")),
    ];

    public override string ToString() => Name;

    static BrokenFile Bytes(string name, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return new(name, ContentCopy.Sample, file => System.IO.File.WriteAllBytes(file, copy));
    }

    static BrokenFile Text(string name, string text) => Whole(name, ContentCopy.Sample, text);

    static BrokenFile Changed(string name, string line) => Text(name, ContentCopy.Article("Words.", line));

    static BrokenFile Body(string name, string markdown) => Text(name, ContentCopy.Article(markdown));

    static BrokenFile Whole(string name, string path, string text) => new(name, path, file => System.IO.File.WriteAllText(file, text));
}
