using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>What somebody has typed and not published.</summary>
/// <param name="Base">The hash of the file that it was begun from; null for a text that was nowhere.</param>
/// <param name="BaseText">That file; null where it is not known any more.</param>
public sealed record ContentDraft(string Person, string Path, string? Base, string? BaseText, string Text,
    DateTimeOffset SavedAt)
{
    /// <summary>More than a text may have, so that what is too long to publish is not lost.</summary>
    public const int LongestText = 4 * ContentFile.LargestBytes;

    public string Hash => Versions.FileChange.HashOf(System.Text.Encoding.UTF8.GetBytes(Text));
}

/// <summary>Who works on a text. It keeps nobody from typing, and others from publishing.</summary>
public sealed record EditingBy(string Person, DateTimeOffset Since, DateTimeOffset Seen)
{
    /// <summary>After this long without a word, whoever comes next has the text.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
}
