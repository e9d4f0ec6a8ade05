namespace Clinic.Web.Consultations.Storing;

public enum AuditEvent
{
    Received,
    Delivered,
    Unclear,
    Stalled,
    Resent,
    Corrected,
    Released,
    Withdrawn,
    Erased,
    Purged,
    Read,
    Exported,
    NamesShown,
    Attempted,
    Answered,
    NotReached,
    Reopened,
    HandedOver,
    Noted,
    TextingStopped,
    /// <summary>Somebody says that a suspected request is a machine's.</summary>
    Dismissed,
    SettingsChanged,
    KeyMade,
    KeyForgotten,
    ClockConfirmed,
    Checked,
    ReaderKeyMade,
    ReaderKeyErased,
    ReaderListSigned,
    ReaderLetIn,
    Resealed,
    SignedIn,
    SignedOut,
    StaffInvited,
    StaffJoined,
    StaffRemoved,
    RolesChanged,
    OwnerConfirmed,
    PasskeyAdded,
    PasskeyRemoved,
    /// <summary>Content was published on the clinic's side; which words is in the history of versions.</summary>
    SiteChanged,
    ReviewAsked,
    ReviewSentBack,
    TextSigned,
    /// <summary>By the owner; the reason stands beside the version.</summary>
    PublishedPastReview,
    /// <summary>Somebody signs texts as a person of clinic.yaml from now on, or no longer.</summary>
    SignerNamed,
    EditingTakenOver,
}

/// <summary>One thing that happened, and never a word that anybody typed.</summary>
/// <param name="About">A reference, or the day that a daily mail is for.</param>
/// <param name="Who">The site itself, the operating system's user that gave the command, or who was signed in, by their key.</param>
/// <param name="Detail">A kind, a count, a reason of ours.</param>
public sealed record AuditEntry(DateTimeOffset At, AuditEvent What, string? About, string Who, string Detail)
{
    public const string Site = "site";
}

/// <param name="Number">Its place in the trail, from 1.</param>
public sealed record NumberedEntry(long Number, AuditEntry Entry);

/// <summary>The last entry: how many there are, and a hash that stands for all of them.</summary>
public sealed record AuditHead(long Entries, string Hash);

/// <param name="Fault">The first thing that is wrong, or null.</param>
public sealed record AuditVerdict(AuditHead Head, string? Fault)
{
    public bool IsWhole => Fault is null;
}
