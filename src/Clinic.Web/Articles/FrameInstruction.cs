namespace Clinic.Web.Articles;

/// <summary>
/// What a new article asks its writer to do. A text in which one of these still stands is not written yet.
/// </summary>
public static class FrameInstruction
{
    public const string Description =
        "Say in one or two plain sentences what a reader will find here, for lists and search engines.";
    public const string Summary = "Say the most important thing in three or four short sentences.";
    public const string Known = "Say what is known, and name a source after each statement.";
    public const string Risks = "Say what can go wrong, as plainly as what may help.";
    public const string Unknown = "Say what nobody knows yet.";

    // Their beginnings, so that half a sentence left over is found too.
    static readonly string[] Beginnings =
    [
        "Say in one or two plain sentences", "Say the most important thing", "Say what is known,",
            "Say what can go wrong", "Say what nobody knows",
    ];

    /// <summary>
    /// The first one in these words, where it stands, and what to write instead; null when there is none.
    /// </summary>
    public static (int At, string Wrong, string Expected)? In(string words)
    {
        foreach (var beginning in Beginnings)
        {
            var at = words.IndexOf(beginning, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return (at,
                $"\"{beginning.TrimEnd(',')} …\" is an instruction to the writer, and readers would see it.",
                "what it asks for, in your own words.");
        }
        return null;
    }

    /// <summary>A draft may hold them, and nothing that readers see.</summary>
    public static ProblemSeverity SeverityIn(bool isDraft) => isDraft ? ProblemSeverity.Warning : ProblemSeverity.Error;
}
