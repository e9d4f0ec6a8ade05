namespace Clinic.Web.Articles;

public enum ProblemSeverity { Error, Warning }

/// <summary>
/// What a problem is an instance of. <see cref="Mend"/> is what the person who edits the file does about it.
/// </summary>
public sealed record ContentRule(string Id, string Says, string Mend)
{
    public static readonly ContentRule File = new("file",
        "A content file is text in UTF-8, of a sensible size, under a name that can be an address.",
        "Save the file again as text, or give it another name.");
    public static readonly ContentRule Schema = new("schema",
        "A data file, or the block at the top of a text, holds the keys that are known, each with a value of its kind.",
        "Change this line and save; only this file waits for it.");
    public static readonly ContentRule Text = new("text",
        "A text is made of paragraphs, headings, lists, tables, pictures, boxes and links of the kinds that are known.",
        "Change the words at this place.");
    public static readonly ContentRule Lost = new("lost-words", "Every word of a text is seen by its readers.",
        "Write the words so that they are shown, or take them out.");
    public static readonly ContentRule Frame = new("frame",
        "A text holds none of the instructions that a new article begins with.",
        "Write your own words in place of this sentence, or take it out.");
    public static readonly ContentRule Picture = new("picture",
        "A picture is a small SVG, JPEG, PNG or WebP file in the page's own folder, and has words for those who cannot see it.",
        "Put a smaller or whole picture in its place.");
    public static readonly ContentRule Address =
        new("address", "Every page has an address and a title of its own, now and formerly.", "Choose another name.");
}

/// <summary>
/// Words that can stand as they are in place of those between two places of a file, the second not counted.
/// </summary>
public sealed record BetterWords(string Words, (int Line, int Column) From, (int Line, int Column) To);

/// <summary>
/// One thing wrong in one content file, said so that the person who edits it can mend it. Lines and columns count from
/// 1.
/// </summary>
public sealed record ContentProblem(string File, int Line, int Column, string Wrong, string Expected,
    ProblemSeverity Severity = ProblemSeverity.Error)
{
    public ContentRule Rule { get; init; } = ContentRule.Text;

    /// <summary>
    /// Where the words that are meant end: the place after the last of them. Null where no words are meant.
    /// </summary>
    public (int Line, int Column)? End { get; init; }

    public BetterWords? Instead { get; init; }

    public override string ToString() => $"{File}({Line},{Column}): {Wrong} Expected: {Expected}";
}
