using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// Who is signed in, as a reader: their wrapped keys, the list, and for owners who waits to be confirmed.
/// </summary>
[StaffPage(StaffAction.ReadRequests, Touch = FreshTouch.ForPosts)]
public sealed class ReaderMineModel(ReaderStore store, CurrentReaders readers, SealingSettings settings,
    TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var person = HttpContext.StaffSession().Person;
        var (now, stored, keys) = (await readers.Look(cancel), await store.Read(cancel), await store.Keys(cancel));
        var isOwner = person.Roles.May(StaffAction.ManageReaders);
        var listed = now.Good?.All.Select(key => key.Hash).ToHashSet(StringComparer.Ordinal) ?? [];
        var listKey = await store.ListKeyOf(person.Id, cancel);
        return ReaderJson.Answer(new
        {
            person = person.Id,
            host = settings.Host,
            certificate = CurrentReaders.HashOf(settings.Certificate),
            keys = keys.Where(key => key.Person == person.Id).Select(Shown),
            blobs = (await store.BlobsOf(person.Id, cancel))
                .Select(blob => new { blob.Key, blob = JsonNode.Parse(blob.Json) }),
            listKey = listKey is null ? null : new { listKey.Key, listKey.Wrapped },
            list = now.Good is not { } good || stored.List is not { } signed ? null : new
            {
                list = System.Text.Encoding.UTF8.GetString(good.List.Bytes),
                signed.Signature,
                signed.ListKey,
                keys = good.All.Select(key => key.Spki),
                good.List.Number,
                good.List.Hash,
            },
            fault = now.Fault?.Sentence(),
            next = new { now.Next.Number, now.Next.Previous },
            waiting = isOwner ? keys.Where(key => key.Person.Length > 0 && !listed.Contains(key.Hash)).Select(Shown)
                : [],
        });
    }

    /// <summary>A newcomer's key, or the same key wrapped for a further passkey.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (await ReaderJson.Read<Posted>(Request, cancel) is not { } posted
            || !RecipientKey.TryRead(posted.Spki, out var key))
            return ReaderJson.NotUnderstood();
        var blob = posted.Blob is null ? null : ReaderJson.Blob(posted.Blob, key);
        if (posted.Blob is not null && blob is null) return ReaderJson.NotUnderstood();
        return await store.KeepKey(HttpContext.StaffSession().Person.Id, key, blob, clock.GetUtcNow(), cancel)
            ? ReaderJson.Answer(new { key.Hash })
            : ReaderJson.Refusal("This key or passkey belongs to somebody else.", StatusCodes.Status409Conflict);
    }

    static object Shown(StoredKey key) => new { key.Hash, key.Person, key.Spki };

    public sealed record Posted(string Spki, JsonObject? Blob = null);
}
