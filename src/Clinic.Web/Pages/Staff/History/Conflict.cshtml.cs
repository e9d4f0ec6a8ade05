using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Actions;
using Clinic.Web.Publishing.Differences;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Words that were written into a folder while others were published: both, side by side.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class HistoryConflictModel(ContentConflicts conflicts, ContentHistory history, ChangeUndo undo,
    TimeProvider clock) : PageModel
{
    public ContentConflict Conflict { get; private set; } = null!;

    public IReadOnlyList<ChangedPlace> Places { get; private set; } = [];

    public string Written { get; private set; } = "";

    public string? Trouble { get; private set; }

    public bool IsPicture => ContentFolder.IsPicture(Conflict.Path);

    public bool MayEdit => Me.Roles.May(StaffAction.EditSite);

    public bool MayGiveReason => Me.Roles.May(StaffAction.PublishPastReview);

    StaffPerson Me => HttpContext.StaffSession().Person;

    public async Task<IActionResult> OnGet(string number, CancellationToken cancel) =>
        await Open(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSettle(string number, CancellationToken cancel)
    {
        if (!MayEdit || !await Open(number, cancel)) return BadRequest();
        await conflicts.Settle(Conflict.Number, Me.Id, clock.GetUtcNow(), cancel);
        return Went();
    }

    public async Task<IActionResult> OnPostUse(string number, CancellationToken cancel)
    {
        if (!MayEdit || await PostedBody.Read(Request, cancel) is not { Refusal: null } body
            || !await Open(number, cancel)) return BadRequest();
        var newest = await history.Newest(Conflict.Path, cancel);
        var plan = new UndoPlan([new(Conflict.Path, await conflicts.Bytes(Conflict.Number, cancel), newest?.Sha256)],
            []);
        var done = await undo.Publish(plan, Me, body.Fields["reason"].ToString(),
            $"From the folder of {Conflict.Machine}.", cancel);
        if (done.Result is PublishResult.Published)
        {
            await conflicts.Settle(Conflict.Number, Me.Id, clock.GetUtcNow(), cancel);
            return Went();
        }
        Trouble = HistoryWords.Refusal(done.Result, done.Door);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    async Task<bool> Open(string typed, CancellationToken cancel)
    {
        if (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await conflicts.Find(number, cancel) is not { } conflict)
            return false;
        var bytes = await conflicts.Bytes(number, cancel);
        var newest = await history.Newest(conflict.Path, cancel);
        (Conflict, Written) = (conflict, HistoryWords.Shown(bytes));
        Places = PlaceDifference.Of(newest is null ? null : await history.Bytes(newest.Number, cancel), bytes);
        return true;
    }

    StatusCodeResult Went()
    {
        Response.Headers.Location = "/staff/history";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
