using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>References of what one of the reader's keys opens and a newcomer's on the list does not.</summary>
[StaffPage(StaffAction.ReadRequests, Touch = FreshTouch.ForPosts)]
public sealed class ReaderOpenModel(KeptEnvelopes envelopes, ReaderKeys keys) : PageModel
{
    const int Most = 50;

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { } posted) return ReaderJson.NotUnderstood();
        if (await keys.Own(HttpContext.StaffSession().Person.Id, posted.Key, cancel) is not { } key
            || await keys.Listed(posted.Newcomer, cancel) is not { } newcomer)
            return ReaderJson.Refusal("This key is not on the list of readers. An owner must confirm it first.",
                StatusCodes.Status409Conflict);
        return ReaderJson.Answer(new { references = await envelopes.OpenTo(key, newcomer, Most, cancel) });
    }

    public sealed record Posted(string Key, string Newcomer);
}
