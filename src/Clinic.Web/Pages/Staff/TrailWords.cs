using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Pages;

/// <summary>What happened, as the owner reads it in the history.</summary>
public static class TrailWords
{
    public static string Of(AuditEvent what) => what switch
    {
        AuditEvent.SiteChanged => "Published on the site",
        AuditEvent.EditingTakenOver => "Editing taken over",
        AuditEvent.Received => "Request received",
        AuditEvent.Delivered => "Mail delivered",
        AuditEvent.Unclear => "Mail sent without a clear answer; it goes again",
        AuditEvent.Stalled => "Mail given up for now",
        AuditEvent.Resent => "Mailed again",
        AuditEvent.Corrected => "Corrected by the person",
        AuditEvent.Released => "Found to be a person's",
        AuditEvent.Withdrawn => "Withdrawn by the person",
        AuditEvent.Erased => "Erased",
        AuditEvent.Purged => "Erased what was past its time",
        AuditEvent.Read => "Read",
        AuditEvent.Exported => "Exported",
        AuditEvent.NamesShown => "Names shown on the list",
        AuditEvent.Attempted => "Tried to reach the person",
        AuditEvent.Answered => "Answered",
        AuditEvent.NotReached => "Could not reach the person",
        AuditEvent.Reopened => "Opened again",
        AuditEvent.HandedOver => "Handed over",
        AuditEvent.Noted => "Note added",
        AuditEvent.TextingStopped => "The person asked to be called, not texted",
        AuditEvent.Dismissed => "Found to be a machine's",
        AuditEvent.SettingsChanged => "Settings changed",
        AuditEvent.KeyMade => "Server key made",
        AuditEvent.KeyForgotten => "Server key given up",
        AuditEvent.ClockConfirmed => "Server clock confirmed",
        AuditEvent.Checked => "Checked",
        AuditEvent.ReaderKeyMade => "Reading key made",
        AuditEvent.ReaderKeyErased => "Reading key erased",
        AuditEvent.ReaderListSigned => "List of readers signed",
        AuditEvent.ReaderLetIn => "Let read what is open",
        AuditEvent.Resealed => "Sealed anew",
        AuditEvent.SignedIn => "Signed in",
        AuditEvent.SignedOut => "Signed out",
        AuditEvent.StaffInvited => "Invited",
        AuditEvent.StaffJoined => "Joined",
        AuditEvent.StaffRemoved => "Removed",
        AuditEvent.RolesChanged => "Role changed",
        AuditEvent.OwnerConfirmed => "Confirmed as owner",
        AuditEvent.PasskeyAdded => "Passkey added",
        AuditEvent.PasskeyRemoved => "Passkey removed",
        AuditEvent.ReviewAsked => "Asked for a review",
        AuditEvent.ReviewSentBack => "Sent a text back to its writer",
        AuditEvent.TextSigned => "Signed a text",
        AuditEvent.PublishedPastReview => "Published a text that nobody had signed",
        AuditEvent.SignerNamed => "Changed who signs texts as whom",
    };
}
