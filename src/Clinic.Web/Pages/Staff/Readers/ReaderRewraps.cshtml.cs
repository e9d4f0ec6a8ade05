using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// A reader lets a newcomer on the list read what is open: content keys that the reader's browser has wrapped again.
/// </summary>
[StaffPage(StaffAction.ReadRequests, Touch = FreshTouch.ForPosts)]
public sealed class ReaderRewrapsModel(KeptEnvelopes envelopes, ReaderKeys keys, TimeProvider clock) : PageModel
{
    const int Most = 200;

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { Rewraps.Count: > 0 and <= Most } posted
            || posted.Rewraps.Select(one => one.Key).Distinct(StringComparer.Ordinal).Count() != 1
            || Rewraps(posted) is not { } rewraps) return ReaderJson.NotUnderstood();
        if (await keys.Listed(posted.Rewraps[0].Key, cancel) is not { } newcomer)
            return ReaderJson.Refusal("This key is not on the list of readers. An owner must confirm it first.",
                StatusCodes.Status409Conflict);
        var by = HttpContext.StaffSession().Person.Id;
        return ReaderJson.Answer(new
        {
            written = await envelopes.Add(rewraps, newcomer, by, clock.GetUtcNow(), cancel),
        });
    }

    static List<Rewrap>? Rewraps(Posted posted)
    {
        var rewraps = new List<Rewrap>();
        foreach (var one in posted.Rewraps)
        {
            if (!RequestReference.TryParse(one.Reference, out var reference)) return null;
            rewraps.Add(new(reference, one.Hash, one.Wrapped));
        }
        return rewraps;
    }

    public sealed record Posted(IReadOnlyList<PostedRewrap> Rewraps);

    public sealed record PostedRewrap(string Reference, string Hash, string Key, byte[] Wrapped);
}
