using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>What made a version of a content file.</summary>
public enum VersionCause
{
    /// <summary>It was there when the history began.</summary>
    Begun,
    Published,
    /// <summary>By a clinician, who stands by these words.</summary>
    Signed,
    /// <summary>On the disk: by an editor of one's own, a copy or a pull.</summary>
    ByHand,
    /// <summary>An earlier version, or the undoing of one change.</summary>
    PutBack,
    Renamed,
    Deleted,
    /// <summary>It came with a new version of the program.</summary>
    Upgraded,
}

/// <summary>One version of one content file. No version is ever changed or taken away.</summary>
/// <param name="Number">Of all versions of all files, ascending.</param>
/// <param name="Sha256">Of its bytes, in small hex digits; null where the file was taken away.</param>
/// <param name="Who">A person of the staff, by their id, or <see cref="TheFolder"/>.</param>
/// <param name="Note">What the person said about it, or nothing.</param>
/// <param name="Change">The same for all versions that were made in one step.</param>
public sealed record ContentVersion(long Number, string Path, string? Sha256, DateTimeOffset At, string Who,
    VersionCause Cause,
    string Note, string Change)
{
    /// <summary>Nobody is known: the file was changed on the disk.</summary>
    public const string TheFolder = "folder";

    public static readonly StoredWords<VersionCause> Causes = new(
        (VersionCause.Begun, "begun"),
        (VersionCause.Published, "published"),
        (VersionCause.Signed, "signed"),
        (VersionCause.ByHand, "by-hand"),
        (VersionCause.PutBack, "put-back"),
        (VersionCause.Renamed, "renamed"),
        (VersionCause.Deleted, "deleted"),
        (VersionCause.Upgraded, "upgraded"));
}
