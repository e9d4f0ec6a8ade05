using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// Requests and notes in their envelopes, for one of the reader's own keys or for the recovery key; each is written
/// down as read first.
/// </summary>
[StaffPage(StaffAction.ReadRequests)]
public sealed class ReaderEnvelopesModel(KeptEnvelopes envelopes, ReaderKeys keys, TimeProvider clock) : PageModel
{
    const int Most = 50;

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { References.Count: > 0 and <= Most } posted)
            return ReaderJson.NotUnderstood();
        var by = HttpContext.StaffSession().Person.Id;
        if (await keys.Own(by, posted.Key, cancel) is not { } key)
            return ReaderJson.Refusal("This is none of your keys.", StatusCodes.Status403Forbidden);
        var references = posted.References.Select(text =>
            RequestReference.TryParse(text, out var reference) ? reference : null).OfType<RequestReference>();
        var read = await envelopes.Read([.. references], key, by, clock.GetUtcNow(), cancel);
        return ReaderJson.Answer(new { envelopes = read.Given, read.Damaged });
    }

    public sealed record Posted(string Key, IReadOnlyList<string> References);
}
