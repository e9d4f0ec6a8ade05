using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Actions;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <param name="IsNewest">Whether readers see this version.</param>
public sealed record ChangedFile(ContentVersion Version, IReadOnlyList<ChangedPlace> Places, bool IsNewest)
{
    public bool IsPicture => ContentFolder.IsPicture(Version.Path);
}

/// <summary>One change: its words, and the way back.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class HistoryChangeModel(ChangeLog log, ContentHistory history, ChangeUndo undo, ReviewRequests reviews,
    StaffDirectory directory) : PageModel
{
    const int MostFiles = 20;

    public LoggedChange Change { get; private set; } = null!;

    public IReadOnlyList<ChangedFile> Files { get; private set; } = [];

    public string Name { get; private set; } = "";

    public string? Trouble { get; private set; }

    public IReadOnlyList<string> Overlaps { get; private set; } = [];

    public IReadOnlyList<(string Path, IReadOnlyList<ChangedPlace> Places)> AgainstNow { get; private set; } = [];

    public bool IsBegun => Change.First.Cause == VersionCause.Begun;

    public bool MayEdit => Me.Roles.May(StaffAction.EditSite);

    public bool MayGiveReason => Me.Roles.May(StaffAction.PublishPastReview);

    StaffPerson Me => HttpContext.StaffSession().Person;

    public async Task<IActionResult> OnGet(string number, CancellationToken cancel) =>
        await Open(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPutBack(string number, CancellationToken cancel)
    {
        if (!await Open(number, cancel) || await Posted(cancel) is not { } posted) return BadRequest();
        if (Change.Versions.FirstOrDefault(one =>
            one.Number.ToString(CultureInfo.InvariantCulture) == number) is not { } version) return BadRequest();
        return await Publish(await undo.PutBack(version, cancel), posted, $"The version of {version.At:yyyy-MM-dd}.",
            cancel);
    }

    public async Task<IActionResult> OnPostUndo(string number, CancellationToken cancel)
    {
        if (!await Open(number, cancel) || await Posted(cancel) is not { } posted || IsBegun) return BadRequest();
        var plan = await undo.Undo(Change, cancel);
        if (plan.Overlaps.Count == 0) return await Publish(plan, posted, "One change undone.", cancel);
        Overlaps = plan.Overlaps;
        AgainstNow = [.. (await Task.WhenAll(Change.Versions.Where(version =>
            Overlaps.Contains(version.Path) && !ContentFolder.IsPicture(version.Path))
            .Select(async version => (version.Path, PlaceDifference.Of(await log.Before(version, cancel), await Now(version.Path, cancel))))))];
        return Say("Nothing was done: later changes stand at the same places.");
    }

    async Task<IFormCollection?> Posted(CancellationToken cancel) =>
        MayEdit && await PostedBody.Read(Request, cancel) is { Refusal: null } body ? body.Fields : null;

    async Task<IActionResult> Publish(UndoPlan plan, IFormCollection posted, string note, CancellationToken cancel)
    {
        if (plan.DoesNothing) return Say("Nothing was done: readers see it so already.");
        var done = await undo.Publish(plan, Me, posted["reason"].ToString(), note, cancel);
        if (done.Result is PublishResult.Published published)
            return Went($"/staff/history/{published.Versions[0].Number}");
        if (done is { Result: null, Door.TakesReason: false } && plan.Files is [{ Bytes: { } bytes } file])
        {
            await reviews.Ask(file.Path, file.Opened, bytes, Me.Id, note, cancel);
            return Say($"{done.Door!.Sentence} That was asked for you: a clinician finds it among the reviews.");
        }
        return Say(HistoryWords.Refusal(done.Result, done.Door));
    }

    async Task<bool> Open(string typed, CancellationToken cancel)
    {
        if (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await log.With(number, cancel) is not { } change)
            return false;
        (Change, Name) = (change, HistoryWords.Name(await directory.Read(cancel), change.First));
        if (IsBegun) return true;
        var files = new List<ChangedFile>();
        foreach (var version in change.Versions.Take(MostFiles))
            files.Add(new(version, ContentFolder.IsPicture(version.Path) ? []
                : PlaceDifference.Of(await log.Before(version, cancel), await history.Bytes(version.Number, cancel)),
                (await history.Newest(version.Path, cancel))?.Number == version.Number));
        Files = files;
        return true;
    }

    async Task<byte[]?> Now(string path, CancellationToken cancel) =>
        await history.Newest(path, cancel) is { } newest ? await history.Bytes(newest.Number, cancel) : null;

    PageResult Say(string sentence)
    {
        Trouble = sentence;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    StatusCodeResult Went(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
