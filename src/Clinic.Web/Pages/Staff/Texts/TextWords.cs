using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>What the pages of texts say.</summary>
static class TextWords
{
    public static string State(TextState state) => state switch
    {
        TextState.Overdue => "Overdue",
        TextState.InReview => "In review",
        TextState.Draft => "Draft",
        TextState.Scheduled => "Scheduled",
        TextState.Live => "Live",
        TextState.Expired => "Expired",
    };

    public static string Findings(int blocks, int advises) => (blocks, advises) switch
    {
        (0, 0) => "Nothing",
        (0, _) => $"{advises} advise",
        (_, 0) => $"{blocks} block",
        _ => $"{blocks} block, {advises} advise",
    };

    public static string Blocking(int blocks, int advises) =>
        $"{(blocks switch { 0 => "Nothing blocks", 1 => "1 blocks", _ => $"{blocks} block" })} publishing, "
            + (advises == 1 ? "1 advises" : $"{advises} advise");

    public static string Who(StaffNames people, string id) =>
        people.Of(id) ?? (id == StaffPeople.Demonstration ? "The demonstration owner" : "Somebody who has left");

    /// <summary>"The front desk is editing this since 10:14 a.m."</summary>
    public static string Held(StaffNames people, EditingBy holder, ClinicProfile clinic, DateTimeOffset now) =>
        $"{Who(people, holder.Person)} is editing this since {ClinicTime.At(clinic, holder.Since, now).Split(' ', 2)[1]}";

    public const string Joined = "Nothing was sent: you wrote here in another window, too. What you wrote in both is below; "
        + "read it once more, then press the button again.";

    /// <summary>What was done before the page was shown again.</summary>
    public static string? Said(string? word) => word switch
    {
        "saved" => "Your words are kept. Nobody else sees them before they are published.",
        "joined" => "Your words are kept, together with what you wrote in another window. Read them once more.",
        "published" => "Published. Readers see it now.",
        "inserted" => "It stands at the end of your text now; move it where it belongs.",
        "used" => "The better words stand in your text now.",
        "taken-over" => "You are editing this now. What the other person wrote is kept as their draft.",
        "merged" => "Both versions are put together in your text now. Read it once more, then publish it.",
        "given-up" => "Your unpublished words are gone. This is what readers see.",
        "asked" => "A clinician is asked to read it. It is published as soon as one signs it.",
        "renamed" => "Renamed. The old address leads here.",
        "deleted" => "Deleted. The history keeps it, and can put it back.",
        "scheduled" => "The days are written. Readers see the text, or do not, from then on.",
        "taken-back" => "Taken back. Readers do not see this text any more.",
        _ => null,
    };
}
