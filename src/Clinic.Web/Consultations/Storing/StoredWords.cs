using System.Collections.Frozen;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The words by which the database knows these members. Statements and older databases hold them, so a word stays as it
/// is when its member is renamed.
/// </summary>
public static class StoredWords
{
    public static readonly StoredWords<MailKind> Kinds = new(
        (MailKind.Request, "Request"),
        (MailKind.Correction, "Correction"),
        (MailKind.Withdrawal, "Withdrawal"),
        (MailKind.WayChange, "WayChange"),
        (MailKind.Receipt, "Receipt"),
        (MailKind.Digest, "Digest"),
        (MailKind.Heartbeat, "Heartbeat"),
        (MailKind.StalledNotice, "StalledNotice"),
        (MailKind.ReviewsDue, "ReviewsDue"),
        (MailKind.StaffLetter, "StaffLetter"));

    public static readonly StoredWords<OutboxState> States = new(
        (OutboxState.Waiting, "Waiting"),
        (OutboxState.Sending, "Sending"),
        (OutboxState.Delivered, "Delivered"),
        (OutboxState.Stalled, "Stalled"),
        (OutboxState.Cancelled, "Cancelled"));

    public static readonly StoredWords<AuditEvent> Events = new(
        (AuditEvent.Received, "Received"),
        (AuditEvent.Delivered, "Delivered"),
        (AuditEvent.Unclear, "Unclear"),
        (AuditEvent.Stalled, "Stalled"),
        (AuditEvent.Resent, "Resent"),
        (AuditEvent.Corrected, "Corrected"),
        (AuditEvent.Released, "Released"),
        (AuditEvent.Withdrawn, "Withdrawn"),
        (AuditEvent.Erased, "Erased"),
        (AuditEvent.Purged, "Purged"),
        (AuditEvent.Read, "Read"),
        (AuditEvent.Exported, "Exported"),
        (AuditEvent.NamesShown, "NamesShown"),
        (AuditEvent.Attempted, "Attempted"),
        (AuditEvent.Answered, "Answered"),
        (AuditEvent.NotReached, "NotReached"),
        (AuditEvent.Reopened, "Reopened"),
        (AuditEvent.HandedOver, "HandedOver"),
        (AuditEvent.Noted, "Noted"),
        (AuditEvent.TextingStopped, "TextingStopped"),
        (AuditEvent.Dismissed, "Dismissed"),
        (AuditEvent.SettingsChanged, "SettingsChanged"),
        (AuditEvent.KeyMade, "KeyMade"),
        (AuditEvent.KeyForgotten, "KeyForgotten"),
        (AuditEvent.ClockConfirmed, "ClockConfirmed"),
        (AuditEvent.Checked, "Checked"),
        (AuditEvent.ReaderKeyMade, "ReaderKeyMade"),
        (AuditEvent.ReaderKeyErased, "ReaderKeyErased"),
        (AuditEvent.ReaderListSigned, "ReaderListSigned"),
        (AuditEvent.ReaderLetIn, "ReaderLetIn"),
        (AuditEvent.Resealed, "Resealed"),
        (AuditEvent.SignedIn, "SignedIn"),
        (AuditEvent.SignedOut, "SignedOut"),
        (AuditEvent.StaffInvited, "StaffInvited"),
        (AuditEvent.StaffJoined, "StaffJoined"),
        (AuditEvent.StaffRemoved, "StaffRemoved"),
        (AuditEvent.RolesChanged, "RolesChanged"),
        (AuditEvent.OwnerConfirmed, "OwnerConfirmed"),
        (AuditEvent.PasskeyAdded, "PasskeyAdded"),
        (AuditEvent.PasskeyRemoved, "PasskeyRemoved"),
        (AuditEvent.SiteChanged, "SiteChanged"),
        (AuditEvent.ReviewAsked, "ReviewAsked"),
        (AuditEvent.ReviewSentBack, "ReviewSentBack"),
        (AuditEvent.TextSigned, "TextSigned"),
        (AuditEvent.PublishedPastReview, "PublishedPastReview"),
        (AuditEvent.SignerNamed, "SignerNamed"),
        (AuditEvent.EditingTakenOver, "EditingTakenOver"));
}

public sealed class StoredWords<T> where T : struct, Enum
{
    readonly FrozenDictionary<T, string> words;
    readonly FrozenDictionary<string, T> members;

    internal StoredWords(params IReadOnlyCollection<(T Member, string Word)> pairs)
    {
        words = pairs.ToFrozenDictionary(pair => pair.Member, pair => pair.Word);
        members = pairs.ToFrozenDictionary(pair => pair.Word, pair => pair.Member, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> All => members.Keys;

    public string this[T member] => words[member];

    public T this[string word] => members[word];

    /// <summary>Null for a word that is none of these.</summary>
    public T? Find(string word) => members.TryGetValue(word, out var member) ? member : null;
}
