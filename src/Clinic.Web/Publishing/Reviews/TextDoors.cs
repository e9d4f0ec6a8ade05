using Clinic.Web.Articles;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>How a changed file comes before readers.</summary>
public enum TextDoor
{
    /// <summary>It states no medicine, so it is published at once.</summary>
    PublishFacts,
    /// <summary>No word changed but for slips of typing, so it is published at once.</summary>
    TypingSlip,
    /// <summary>A clinician signs it first.</summary>
    NeedsReview,
    /// <summary>A clinician should sign it first; the person may publish it without, with a reason.</summary>
    OwnerWithReason,
}

/// <param name="Sentence">What the person who changed it reads.</param>
public sealed record DoorAnswer(TextDoor Door, string Sentence)
{
    public bool PublishesAtOnce => Door is TextDoor.PublishFacts or TextDoor.TypingSlip;

    public bool TakesReason => Door is TextDoor.OwnerWithReason;
}

/// <summary>Which changes of the site are published at once, and which wait for a clinician's signature.</summary>
public sealed class TextDoors(KnownWords words)
{
    static readonly string[] Facts = [DataFile.ClinicFile, DataFile.CostsFile, DataFile.SynonymsFile];

    /// <param name="before">What readers see now; null where there is no such file.</param>
    /// <param name="after">What they would see; null where the file is taken away.</param>
    public DoorAnswer For(string path, byte[]? before, byte[]? after, StaffRoles roles)
    {
        if (after is null) return new(TextDoor.PublishFacts, "Nothing new is said where something is taken away, so no review is needed.");
        if (!IsMedical(path, before) && !IsMedical(path, after))
            return new(TextDoor.PublishFacts, "This states facts of the clinic and no medicine, so it is published at once.");
        if (before is not null && Slips(path, before, after) is { } slips)
            return new(TextDoor.TypingSlip, slips.Count == 0
                ? "Only spacing changed, so it is published at once and the review stands."
                : $"Only slips of typing were mended ({string.Join(", ", slips)}), so it is published at once and the review stands.");
        var why = before is null ? "This is a new text about medicine"
            : "This text is about medicine and what it says changed";
        // Without any review yet there is none that the page could name.
        return roles.May(StaffAction.PublishPastReview) && WasReviewed(path, before)
            ? new(TextDoor.OwnerWithReason, $"{why}, so a clinician should sign it first: ask for review. As the owner you may publish it "
                + "now if you give a reason; the text is then listed as due for review from today.")
            : new(TextDoor.NeedsReview, $"{why}, so a clinician signs it before readers see it: ask for review.");
    }

    /// <summary>Whether a clinician stands by what a file says.</summary>
    public static bool IsMedical(string path, byte[]? bytes)
    {
        if (bytes is null || ContentFolder.IsPicture(path)) return false;
        if (!path.StartsWith(ContentKind.StandingPage.Folder + "/", StringComparison.Ordinal))
            return !Facts.Contains(path);
        // What cannot be read is not known to state none.
        return ArticleReader.Split(ContentFile.Of(path, bytes)) is not var (yaml, _, _)
            || YamlMap.Parse(path, yaml, []) is not { } top
            || top.Peek("reviewer") is not null;
    }

    static bool WasReviewed(string path, byte[]? before) => before is not null && (!ContentFolder.IsText(path)
        || (ArticleReader.Split(ContentFile.Of(path, before)) is var (yaml, _, _)
            && YamlMap.Parse(path, yaml, [])?.Peek("reviewed") is not null));

    // Words that are wrong on purpose are mended by nobody.
    IReadOnlyList<TypingSlip>? Slips(string path, byte[] before, byte[] after) =>
        SpacedText.Of(path, after).SlipsSince(SpacedText.Of(path, before), path == DataFile.CrisisWordsName
            ? null : words.Beside(path));
}
