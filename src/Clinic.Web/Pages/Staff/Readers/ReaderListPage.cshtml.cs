using System.Text;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// An owner puts a new list of readers in the place of the last; the first one brings the owner's own key and the
/// recovery key.
/// </summary>
[StaffPage(StaffAction.ManageReaders, Touch = FreshTouch.Always)]
public sealed class ReaderListPageModel(ReaderListChange change, StaffReaders people) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { } posted) return ReaderJson.NotUnderstood();
        RecipientKey? recovery = null, own = null;
        if ((posted.Recovery is not null && !RecipientKey.TryRead(posted.Recovery, out recovery))
            || (posted.Spki is not null && !RecipientKey.TryRead(posted.Spki,
                out own))) return ReaderJson.NotUnderstood();
        var blob = own is null || posted.Blob is null ? null : ReaderJson.Blob(posted.Blob, own);
        if (posted.Blob is not null && blob is null) return ReaderJson.NotUnderstood();

        var signed = new SignedList(Encoding.UTF8.GetBytes(posted.List), posted.Signature, posted.ListKey,
            posted.Owners, recovery)
        {
            OwnKey = own,
            OwnBlob = blob,
        };
        var answer = await change.Take(signed, HttpContext.StaffSession()
            .Person.Id, await people.MayRead(cancel), cancel);
        return answer == ListAnswer.Taken ? ReaderJson.Answer(new { taken = true })
            : ReaderJson.Refusal(Sentence(answer), StatusCodes.Status409Conflict);
    }

    static string Sentence(ListAnswer answer) => answer switch
    {
        ListAnswer.NotTheNext => "Another list of readers came in between. Reload the page and look at it before you sign again.",
        ListAnswer.OtherHost => "This list is for another address than the one of the clinic's side.",
        ListAnswer.OtherCertificate => "This list names another certificate than the server has. Reload the page.",
        ListAnswer.Forged => "The signature is not the owners'. Nothing was changed.",
        ListAnswer.NotYours => "The first list of readers names you as an owner, with your own key.",
        ListAnswer.UnknownKey => "A key on this list was never sent by the person beside it. Nothing was changed.",
        ListAnswer.UnknownPerson => "Somebody on this list may not read requests here, or is no owner. Nothing was changed.",
        ListAnswer.NoListKeyForAnOwner =>
            "An owner on this list would have no key to sign the next one. Nothing was changed.",
        ListAnswer.MarkUnreadable => ListFault.MarkUnreadable.Sentence(),
        ListAnswer.Malformed or ListAnswer.Taken => "This list is not as the server reads it. Nothing was changed.",
    };

    public sealed record Posted(string List, byte[] Signature, byte[] ListKey, IReadOnlyList<WrappedListKey> Owners,
        string? Recovery = null,
        string? Spki = null, JsonObject? Blob = null);
}
