using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>A text as one person finds it: their own unpublished words, or what is published.</summary>
/// <param name="Opened">The hash of the file that these words were begun from; null for a text that was nowhere.</param>
/// <param name="Holder">Who works on it, when that is somebody else.</param>
public sealed record OpenedText(string Path, string? Opened, string Text, ContentDraft? Draft, bool HasChanged,
    bool IsPublished,
    EditingBy? Holder)
{
    /// <summary>Of the text as it is shown, so that what is done to it is done to these words.</summary>
    public string Hash => FileChange.HashOf(Encoding.UTF8.GetBytes(Text));
}

/// <param name="HasChanged">Another version was published since these words were begun.</param>
/// <param name="IsJoined">It has words from another window of the same person, too.</param>
/// <param name="Holder">Who works on it, when that is somebody else.</param>
public sealed record KeptDraft(ContentDraft Draft, bool HasChanged, bool IsJoined, EditingBy? Holder);

/// <summary>What came of a wish to publish one text. The words are kept as a draft unless they are published.</summary>
public abstract record TextOutcome
{
    TextOutcome()
    {
    }

    public sealed record Published : TextOutcome;

    public sealed record Asked : TextOutcome;

    public sealed record ChangedMeanwhile : TextOutcome;

    public sealed record HeldBy(EditingBy Holder) : TextOutcome;

    public sealed record Refused(IReadOnlyList<ContentProblem> Problems) : TextOutcome;

    public sealed record NotPossible(string Sentence) : TextOutcome;
}

