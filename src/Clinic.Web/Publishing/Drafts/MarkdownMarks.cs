namespace Clinic.Web.Publishing.Drafts;

/// <summary>What the buttons above a text put into it, for browsers in which no script does.</summary>
public static class MarkdownMarks
{
    /// <summary>Null for a button that is none of ours.</summary>
    public static string? Of(string button) => button switch
    {
        "heading" => "## A heading",
        "list" => "- First\n- Second",
        "link" => "[words](/address)",
        "box" => "::: risks\nWords in the box.\n:::",
        "source" => "[@key]",
        "glossary" => "a word of the glossary",
        "picture" => "![What the picture shows](name.png \"Its caption\")",
        _ => null,
    };

    /// <summary>Which list a button searches; null for one that needs none.</summary>
    public static FindWhat? ListOf(string button) => button switch
    {
        "link" => FindWhat.Page,
        "source" => FindWhat.Source,
        "glossary" => FindWhat.Glossary,
        _ => null,
    };

    public static string AtEnd(string body, string mark) =>
        body.TrimEnd('\n', ' ') is { Length: > 0 } words ? $"{words}\n\n{mark}\n" : $"\n{mark}\n";
}
