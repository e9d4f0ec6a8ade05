using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>
/// Writing a text of the site: drafts first, and nothing published over words that its writer has not seen.
/// </summary>
public sealed class TextEditing(DraftStore drafts, DraftWindows windows, PublishedTexts texts,
    TextPublishing publishing, TextDoors doors, ReviewRequests reviews, TimeProvider clock)
{
    /// <summary>Null for a text that is nowhere.</summary>
    public async Task<OpenedText?> Open(string path, string person, CancellationToken cancel)
    {
        publishing.Prepare();
        if (await texts.Now(path, cancel) is not { } now) return null;
        var draft = await drafts.Find(person, path, cancel);
        if (draft is not null && now.Sha256 is not null && draft.Base != now.Sha256 && HoldsNothingMore(draft, now))
        {
            await drafts.Drop(draft, cancel);
            draft = null;
        }
        // A text that only others have begun is shown as they left it, and theirs stays theirs.
        var shown = draft ?? (now.Sha256 is null ? await OfOthers(path, cancel) : null);
        if (shown is null && now.Sha256 is null) return null;
        var holder = await drafts.Enter(path, person, clock.GetUtcNow(), cancel);
        return new(path, shown is null ? now.Sha256 : shown.Base, shown?.Text ?? now.Text, draft,
            shown is not null && shown.Base != now.Sha256, now.Sha256 is not null, holder.Person == person
                ? null : holder);
    }

    /// <param name="opened">What one began from; null for what one's draft was begun from.</param>
    public async Task<(EditingBy? Holder, bool HasChanged)> Look(string path, string person, string? opened,
        CancellationToken cancel)
    {
        var holder = await drafts.Holder(path, clock.GetUtcNow(), cancel);
        var began = opened ?? (await drafts.Find(person, path, cancel))?.Base;
        return (holder?.Person == person ? null : holder, began is not null
            && (await texts.Now(path, cancel))?.Sha256 != began);
    }

    /// <summary>
    /// One's own draft, or what is published, or what others have begun; null where there is nothing.
    /// </summary>
    public async Task<string?> WordsOf(string path, string person, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { } draft) return draft.Text;
        if (await texts.Now(path, cancel) is not { } now) return null;
        return now.Sha256 is not null ? now.Text : (await OfOthers(path, cancel))?.Text;
    }

    async Task<ContentDraft?> OfOthers(string path, CancellationToken cancel) =>
        await drafts.Of(path, cancel) is [var first, ..] ? first : null;

    /// <summary>The file that a form was filled in on, so that what it does not show stays as it is.</summary>
    public async Task<string> Begun(string path, string person, string? opened, string window, CancellationToken cancel)
    {
        if (await windows.Had(person, path, window, cancel) is { } had) return had;
        if (await drafts.Find(person, path, cancel) is { } draft && draft.Base == opened) return draft.Text;
        if (opened is not null && await Base(path, person, opened, cancel) is { } known) return known;
        if (opened is null && await OfOthers(path, cancel) is { } others) return others.Text;
        return (await texts.Now(path, cancel))?.Text ?? "";
    }

    /// <summary>A window is about to show this text, and says so when it sends what was typed in it.</summary>
    public Task Show(OpenedText text, string person, string window, CancellationToken cancel) =>
        windows.Show(person, text.Path, window, text.Text, clock.GetUtcNow(), cancel);

    public async Task<KeptDraft> Keep(string path, string person, string? opened, string text, string window,
        CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var now = await texts.Now(path, cancel);
        var began = opened is null ? "" : await Base(path, person, opened, cancel);
        var kept = await windows.Keep(new(person, path, opened, began, text, at), window, now, cancel);
        var holder = await drafts.Enter(path, person, at, cancel);
        return new(kept, now?.Sha256 != kept.Base, kept.Text != text, holder.Person == person ? null : holder);
    }

    /// <summary>Which way one's words may go; null when they are those that readers see.</summary>
    public async Task<DoorAnswer?> DoorFor(string path, string text, StaffRoles roles, CancellationToken cancel)
    {
        if (IsTooLong(text) || await texts.Now(path, cancel) is not { } now || now.Text == text) return null;
        return doors.For(path, now.Sha256 is null ? null
            : Encoding.UTF8.GetBytes(now.Text), Encoding.UTF8.GetBytes(text), roles);
    }

    /// <summary>Publishes a draft that was kept, if nothing else was published since it was begun.</summary>
    /// <param name="reason">The owner's, for a medical text that nobody has signed.</param>
    public async Task<TextOutcome> Publish(ContentDraft draft, StaffPerson person, string reason,
        CancellationToken cancel)
    {
        if (await Hindrance(draft, cancel) is { } hindrance) return hindrance;
        var now = await texts.Now(draft.Path, cancel);
        if (now is null || now.Sha256 != draft.Base) return new TextOutcome.ChangedMeanwhile();
        if (now.Text == draft.Text)
            return new TextOutcome.NotPossible("Nothing has changed, so there is nothing to publish.");
        var change = new FileChange(draft.Path, Encoding.UTF8.GetBytes(draft.Text), now.Recorded);
        var (door, result) = await publishing.Publish(person, change, reason, cancel, (session, _) =>
            DraftStore.Drop(session, draft));
        return result switch
        {
            null => new TextOutcome.NotPossible(door.Sentence),
            PublishResult.Published => new TextOutcome.Published(),
            PublishResult.ChangedMeanwhile => new TextOutcome.ChangedMeanwhile(),
            PublishResult.Refused refused => new TextOutcome.Refused(refused.Problems),
            PublishResult.CannotWrite cannot => new TextOutcome.NotPossible(cannot.Sentence),
            _ => throw new InvalidOperationException("Unknown outcome of publishing."),
        };
    }

    /// <summary>Asks a clinician to sign a draft; it stays a draft until one does.</summary>
    public async Task<TextOutcome> AskForReview(ContentDraft draft, string note, CancellationToken cancel)
    {
        if (await Hindrance(draft, cancel) is { } hindrance) return hindrance;
        var now = await texts.Now(draft.Path, cancel);
        if (now is null || now.Sha256 != draft.Base) return new TextOutcome.ChangedMeanwhile();
        await reviews.Ask(draft.Path, now.Recorded, Encoding.UTF8.GetBytes(draft.Text), draft.Person, note, cancel);
        return new TextOutcome.Asked();
    }

    async Task<TextOutcome?> Hindrance(ContentDraft draft, CancellationToken cancel)
    {
        if (IsTooLong(draft.Text)) return new TextOutcome.NotPossible(TooLong);
        return await drafts.Holder(draft.Path, clock.GetUtcNow(), cancel) is { } holder && holder.Person != draft.Person
            ? new TextOutcome.HeldBy(holder) : null;
    }

    public static bool IsTooLong(string text) => Encoding.UTF8.GetByteCount(text) > ContentFile.LargestBytes;

    public static string TooLong =>
        $"This text is longer than {ContentFile.LargestBytes / 1024} kB, which is more than a page can hold, so it cannot be published. "
        + "Your words are kept. Make two texts of it, or take out what came along with the copying.";

    public Task TakeOver(string path, string person, CancellationToken cancel) =>
        drafts.TakeOver(path, person, clock.GetUtcNow(), cancel);

    /// <summary>One's own draft and what is published now; null when there are not both, or they are one.</summary>
    public async Task<(ContentDraft Draft, PublishedText Now, TextMerge Merge)?> Compare(string path, string person,
        CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is not { } draft || await texts.Now(path, cancel) is not { } now
            || now.Sha256 == draft.Base)
            return null;
        // Where the text was taken away meanwhile, one's own words are all that there is.
        return (draft, now, now.Sha256 is null ? TextMerge.Of(draft.Text, draft.Text, draft.Text)
            : TextMerge.Of(draft.BaseText ?? "", draft.Text, now.Text));
    }

    /// <summary>Takes the two versions put together as one's own draft, which is published like any other.</summary>
    public async Task<bool> Take(string path, string person, string theirs, string mine,
        IReadOnlyList<MergeChoice> choices, CancellationToken cancel)
    {
        if (await Compare(path, person, cancel) is not var (draft, now, merge)) return false;
        if ((now.Sha256 ?? "") != theirs || draft.Hash != mine || choices.Count != merge.Conflicts) return false;
        return await drafts.Replace(draft, draft with
        {
            Base = now.Sha256,
            BaseText = now.Text,
            Text = merge.Text(choices),
            SavedAt = clock.GetUtcNow()
        }, cancel);
    }

    /// <summary>What others have written here and not published, newest first.</summary>
    public async Task<IReadOnlyList<ContentDraft>> OthersOf(string path, string person, CancellationToken cancel) =>
        [.. (await drafts.Of(path, cancel)).Where(draft => draft.Person != person && draft.Text != draft.BaseText)];

    /// <summary>Gives one's own unpublished words up; whoever does so has them on the screen.</summary>
    public async Task GiveUp(string path, string person, string hash, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { } draft && draft.Hash == hash)
            await drafts.Drop(draft, cancel);
    }

    // Published meanwhile, by a signature or in another window.
    static bool HoldsNothingMore(ContentDraft draft, PublishedText now) =>
        draft.Text == now.Text || (draft.BaseText is { } common
            && TextMerge.Of(common, draft.Text, now.Text) is { IsClean: true } merge
            && merge.Text([]) == now.Text);

    async Task<string?> Base(string path, string person, string opened, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { BaseText: { } kept } draft && draft.Base == opened)
            return kept;
        if (await texts.Now(path, cancel) is { } now && now.Sha256 == opened) return now.Text;
        return await texts.Opened(path, opened, cancel);
    }
}
