using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Actions;

/// <summary>What putting something back would do to the files.</summary>
/// <param name="Overlaps">Files in which later changes stand at the same places: nothing is done to any file then.</param>
public sealed record UndoPlan(IReadOnlyList<FileChange> Files, IReadOnlyList<string> Overlaps)
{
    public bool DoesNothing => Files.Count == 0 && Overlaps.Count == 0;
}

/// <param name="Result">Null where the door waits for a review or for the owner's reason; nothing was published then.</param>
public sealed record UndoResult(PublishResult? Result, DoorAnswer? Door);

/// <summary>Puts an earlier version back, or undoes one change and leaves what came later.</summary>
public sealed class ChangeUndo(ContentHistory history, ChangeLog changes, ContentPublisher publisher, TextDoors doors,
    ArticleLibrary library,
    TimeProvider clock)
{
    /// <summary>The whole file becomes what it was in this version.</summary>
    public async Task<UndoPlan> PutBack(ContentVersion version, CancellationToken cancel)
    {
        var newest = await history.Newest(version.Path, cancel);
        if (newest?.Sha256 == version.Sha256) return new([], []);
        return new([new(version.Path, await history.Bytes(version.Number, cancel), newest?.Sha256)], []);
    }

    /// <summary>One change is taken back in all its files; what was changed since stays.</summary>
    public async Task<UndoPlan> Undo(LoggedChange change, CancellationToken cancel)
    {
        var (files, overlaps) = (new List<FileChange>(), new List<string>());
        foreach (var version in change.Versions)
        {
            var newest = (await history.Newest(version.Path, cancel))!;
            var (before, after) = (await changes.Before(version, cancel), await history.Bytes(version.Number, cancel));
            var now = newest.Number == version.Number ? after : await history.Bytes(newest.Number, cancel);
            var (isClean, bytes) = Without(version.Path, before, after, now);
            if (!isClean) overlaps.Add(version.Path);
            else if (!Same(bytes, now)) files.Add(new(version.Path, bytes, newest.Sha256));
        }
        return overlaps.Count > 0 ? new([], overlaps) : new(files, []);
    }

    /// <param name="reason">The owner's, for medical words that nobody has signed.</param>
    public async Task<UndoResult> Publish(UndoPlan plan, StaffPerson person, string reason, string note,
        CancellationToken cancel)
    {
        var rename = await RenameOf(plan, cancel);
        var answers = new List<(FileChange File, byte[]? Before, DoorAnswer Door)>();
        foreach (var file in plan.Files)
        {
            var before = await Now(file.Path, cancel) ?? (file.Path == rename?.Path ? rename.Words : null);
            answers.Add((file, before, doors.For(file.Path, before, file.Bytes, person.Roles)));
        }
        var closed = answers.Where(answer => !answer.Door.PublishesAtOnce
            && !IsOnlyRenamed(answer.File, answer.Before)).ToList();
        if (closed.Find(answer => !answer.Door.TakesReason || string.IsNullOrWhiteSpace(reason)) is { Door: { } door })
            return new(null, door);

        bool IsOnlyRenamed(FileChange file, byte[]? before) => before is not null && file.Bytes is { } after
            && rename?.Rename.IsAllThatChanged(file.Path, before, after) == true;

        var now = clock.GetUtcNow();
        var files = answers.Select(answer => closed.Contains(answer) && ContentFolder.IsText(answer.File.Path)
            && answer is { File.Bytes: { } bytes, Before: { } signed }
                ? answer.File with { Bytes = ReviewStamp.DueOn(bytes, signed, library.Current.DayOf(now)) }
                    : answer.File).ToList();
        var words = closed.Count == 0 ? note : $"{note} Past review: {reason[..Math.Min(reason.Length, PastReview.LongestReason)]}";
        return new(await publisher.Publish(new(person.Id, VersionCause.PutBack, files) { Note = words }, (session, _) =>
        {
            foreach (var (file, _, _) in closed)
                session.Audit(new(now, AuditEvent.PublishedPastReview, file.Path, person.Id, ""));
            return Task.CompletedTask;
        }, cancel), null);
    }

    // Undoing a rename takes one text away and brings one, which readers see by its other name now.
    async Task<UndoneRename?> RenameOf(UndoPlan plan, CancellationToken cancel)
    {
        var texts = plan.Files.Where(file => ContentFolder.IsText(file.Path)).ToList();
        if (texts.Where(file => file.Bytes is null).ToList() is not [var gone]
            || await Now(gone.Path, cancel) is not { } words) return null;
        var come = new List<FileChange>();
        foreach (var file in texts.Where(file => file.Bytes is not null))
            if (await Now(file.Path, cancel) is null) come.Add(file);
        return come is [var back] && ContentKind.Of(gone.Path) is { } kind && kind == ContentKind.Of(back.Path)
            ? new(back.Path, words, new(kind, SlugOf(gone.Path), SlugOf(back.Path))) : null;
    }

    static string SlugOf(string path) => Path.GetFileNameWithoutExtension(path);

    /// <param name="Path">Of the text under the name that it gets back.</param>
    /// <param name="Words">As readers see them now.</param>
    sealed record UndoneRename(string Path, byte[] Words, TextRename Rename);

    async Task<byte[]?> Now(string path, CancellationToken cancel) =>
        await history.Newest(path, cancel) is { Sha256: not null } newest
            ? await history.Bytes(newest.Number, cancel) : null;

    static (bool IsClean, byte[]? Bytes) Without(string path, byte[]? before, byte[]? after, byte[]? now)
    {
        if (Same(now, after) || Same(now, before)) return (true, before);
        if (before is null || after is null || now is null || ContentFolder.IsPicture(path)) return (false, null);
        return LineMerge.Apply(Encoding.UTF8.GetString(after), Encoding.UTF8.GetString(before),
            Encoding.UTF8.GetString(now)) is { } merged
            ? (true, Encoding.UTF8.GetBytes(merged)) : (false, null);
    }

    static bool Same(byte[]? one, byte[]? other) =>
        one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);
}
