using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>A text as one person finds it: their own unpublished words, or what is published.</summary>
/// <param name="Opened">The hash of the file that these words were begun from; null for a text that was nowhere.</param>
/// <param name="Holder">Who works on it, when that is somebody else.</param>
public sealed record OpenedText(string Path, string? Opened, string Text, ContentDraft? Draft, bool HasChanged, bool IsPublished,
    EditingBy? Holder)
{
    /// <summary>Of the text as it is shown, so that what is done to it is done to these words.</summary>
    public string Hash => FileChange.HashOf(Encoding.UTF8.GetBytes(Text));
}

/// <param name="HasChanged">Another version was published since these words were begun.</param>
/// <param name="Holder">Who works on it, when that is somebody else.</param>
public sealed record KeptDraft(ContentDraft Draft, bool HasChanged, EditingBy? Holder);

/// <summary>What came of a wish to publish one text. The words are kept as a draft unless they are published.</summary>
public abstract record TextOutcome
{
    TextOutcome()
    {
    }

    public sealed record Published : TextOutcome;

    public sealed record ChangedMeanwhile : TextOutcome;

    public sealed record HeldBy(EditingBy Holder) : TextOutcome;

    public sealed record Refused(IReadOnlyList<ContentProblem> Problems) : TextOutcome;

    public sealed record NotPossible(string Sentence) : TextOutcome;
}

/// <summary>Writing a text of the site: drafts first, and nothing published over words that its writer has not seen.</summary>
public sealed class TextEditing(DraftStore drafts, PublishedTexts texts, ContentPublisher publisher, TimeProvider clock)
{
    /// <summary>Null for a text that is nowhere.</summary>
    public async Task<OpenedText?> Open(string path, string person, CancellationToken cancel)
    {
        if (await texts.Now(path, cancel) is not { } now) return null;
        var draft = await drafts.Find(person, path, cancel);
        // A text that only others have begun is shown as they left it, and theirs stays theirs.
        var shown = draft ?? (now.Sha256 is null ? (await drafts.Of(path, cancel)).FirstOrDefault() : null);
        if (shown is null && now.Sha256 is null) return null;
        var holder = await drafts.Enter(path, person, clock.GetUtcNow(), cancel);
        return new(path, shown is null ? now.Sha256 : shown.Base, shown?.Text ?? now.Text, draft,
            shown is not null && shown.Base != now.Sha256, now.Sha256 is not null, holder.Person == person ? null : holder);
    }

    /// <summary>One's own draft, or what is published, or what others have begun; null where there is nothing.</summary>
    public async Task<string?> WordsOf(string path, string person, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { } draft) return draft.Text;
        if (await texts.Now(path, cancel) is not { } now) return null;
        return now.Sha256 is not null ? now.Text : (await drafts.Of(path, cancel)).FirstOrDefault()?.Text;
    }

    /// <summary>The file that a form was filled in on, so that what it does not show stays as it is.</summary>
    public async Task<string> Begun(string path, string person, string? opened, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { } draft && draft.Base == opened) return draft.Text;
        if (opened is not null && await Base(path, person, opened, cancel) is { } known) return known;
        if (opened is null && (await drafts.Of(path, cancel)).FirstOrDefault() is { } others) return others.Text;
        return (await texts.Now(path, cancel))?.Text ?? "";
    }

    public async Task<KeptDraft> Keep(string path, string person, string? opened, string text, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var now = await texts.Now(path, cancel);
        var draft = new ContentDraft(person, path, opened, opened is null ? "" : await Base(path, person, opened, cancel), text, at);
        if (now?.Sha256 == opened && now?.Text == text) await drafts.Drop(draft with { Text = (await drafts.Find(person, path, cancel))?.Text ?? "" }, cancel);
        else await drafts.Keep(draft, cancel);
        var holder = await drafts.Enter(path, person, at, cancel);
        return new(draft, now?.Sha256 != opened, holder.Person == person ? null : holder);
    }

    /// <summary>Publishes a draft that was kept, if nothing else was published since it was begun.</summary>
    /// <param name="alongside">What is written in the same transaction.</param>
    public async Task<TextOutcome> Publish(ContentDraft draft, string note,
        Func<Consultations.Storing.SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside, CancellationToken cancel)
    {
        if (IsTooLong(draft.Text)) return new TextOutcome.NotPossible(TooLong);
        if (await drafts.Holder(draft.Path, clock.GetUtcNow(), cancel) is { } holder && holder.Person != draft.Person)
            return new TextOutcome.HeldBy(holder);
        var now = await texts.Now(draft.Path, cancel);
        if (now is null || now.Sha256 != draft.Base) return new TextOutcome.ChangedMeanwhile();
        var change = new ContentChange(draft.Person, VersionCause.Published,
            [new(draft.Path, Encoding.UTF8.GetBytes(draft.Text), now.Recorded)])
        { Note = note };
        var result = await publisher.Publish(change, async (session, versions) =>
        {
            await DraftStore.Drop(session, draft);
            if (alongside is not null) await alongside(session, versions);
        }, cancel);
        return result switch
        {
            PublishResult.Published => new TextOutcome.Published(),
            PublishResult.ChangedMeanwhile => new TextOutcome.ChangedMeanwhile(),
            PublishResult.Refused refused => new TextOutcome.Refused(refused.Problems),
            PublishResult.CannotWrite cannot => new TextOutcome.NotPossible(cannot.Sentence),
            _ => throw new InvalidOperationException("Unknown outcome of publishing."),
        };
    }

    public static bool IsTooLong(string text) => Encoding.UTF8.GetByteCount(text) > ContentFile.LargestBytes;

    public static string TooLong =>
        $"This text is longer than {ContentFile.LargestBytes / 1024} kB, which is more than a page can hold, so it cannot be published. "
        + "Your words are kept. Make two texts of it, or take out what came along with the copying.";

    public Task TakeOver(string path, string person, CancellationToken cancel) => drafts.TakeOver(path, person, clock.GetUtcNow(), cancel);

    /// <summary>One's own draft and what is published now; null when there are not both, or they are one.</summary>
    public async Task<(ContentDraft Draft, CurrentText Now, TextMerge Merge)?> Compare(string path, string person, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is not { } draft || await texts.Now(path, cancel) is not { } now || now.Sha256 == draft.Base)
            return null;
        // Where the text was taken away meanwhile, one's own words are all that there is.
        return (draft, now, now.Sha256 is null ? TextMerge.Of(draft.Text, draft.Text, draft.Text) : TextMerge.Of(draft.BaseText ?? "", draft.Text, now.Text));
    }

    /// <summary>Takes the two versions put together as one's own draft, which is published like any other.</summary>
    public async Task<bool> Take(string path, string person, string theirs, string mine, IReadOnlyList<MergeChoice> choices, CancellationToken cancel)
    {
        if (await Compare(path, person, cancel) is not var (draft, now, merge)) return false;
        if ((now.Sha256 ?? "") != theirs || draft.Hash != mine || choices.Count != merge.Conflicts) return false;
        await drafts.Keep(draft with { Base = now.Sha256, BaseText = now.Text, Text = merge.Text(choices), SavedAt = clock.GetUtcNow() }, cancel);
        return true;
    }

    /// <summary>Gives one's own unpublished words up; whoever does so has them on the screen.</summary>
    public async Task GiveUp(string path, string person, string hash, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { } draft && draft.Hash == hash) await drafts.Drop(draft, cancel);
    }

    async Task<string?> Base(string path, string person, string opened, CancellationToken cancel)
    {
        if (await drafts.Find(person, path, cancel) is { BaseText: { } kept } draft && draft.Base == opened) return kept;
        if (await texts.Now(path, cancel) is { } now && now.Sha256 == opened) return now.Text;
        return await texts.Opened(path, opened, cancel);
    }
}
