using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// A note that the reader's browser has sealed for those on the list; the server keeps it beside the request and cannot
/// read it.
/// </summary>
[StaffPage(StaffAction.AnswerRequests)]
public sealed class ReaderNotesModel(AnsweringStore answering, CurrentReaders readers, TimeProvider clock) : PageModel
{
    // Between the browser's clock, which stands in the note, and ours.
    static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { } posted
            || !RequestReference.TryParse(posted.Reference, out var reference)
            || (posted.At - clock.GetUtcNow()).Duration() > Apart) return ReaderJson.NotUnderstood();
        var sealedNote = new SealedNote(posted.Nonce, posted.Ciphertext, posted.Tag, posted.Wraps);
        if ((await readers.Look(cancel)).Good is not { } good || sealedNote.For(good) is not { } note)
            return ReaderJson.Refusal("The list of readers has changed, so this note was not kept. Reload the page and write it again.",
                StatusCodes.Status409Conflict);
        var change = new AnsweringChange(AnsweringStep.Noted, posted.Version, HttpContext.StaffSession()
            .Person.Id, posted.At)
        { Note = note };
        return await answering.Change(reference!, change, cancel) switch
        {
            ChangeResult.Done => ReaderJson.Answer(new { kept = true }),
            ChangeResult.ChangedMeanwhile => ReaderJson.Refusal("Somebody wrote something about this request meanwhile. Look at it, then keep your note.",
                StatusCodes.Status409Conflict),
            ChangeResult.NotPossible or ChangeResult.Withdrawn or ChangeResult.Gone =>
                ReaderJson.Refusal("This request was withdrawn or erased, so no note is kept.",
                    StatusCodes.Status409Conflict),
        };
    }

    /// <param name="Version">How many steps the request had when the note was written.</param>
    /// <param name="At">As in the note.</param>
    public sealed record Posted(
        string Reference, long Version, DateTimeOffset At, byte[] Nonce, byte[] Ciphertext, byte[] Tag,
            IReadOnlyList<NoteWrap> Wraps);
}
