using Clinic.Web.Consultations.Readers;
using Clinic.Web.Staff;
using Clinic.Web.Staff.People;

namespace Clinic.Web.Pages;

/// <summary>A key that is somebody's, as pages name it.</summary>
/// <param name="Spki">The public key itself, of which a browser makes the eight words.</param>
/// <param name="MaySign">Signs lists, or may once an owner has put them on one.</param>
public sealed record ReaderKeyView(string Person, string Name, string Key, string Spki, bool MaySign);

/// <summary>Who reads requests, as one person sees it.</summary>
/// <param name="Number">Of the list of readers; null while there is none that is good.</param>
/// <param name="Mine">The person's own key: the one on the list, or the newest that waits.</param>
/// <param name="Passkeys">How many of the person's passkeys open it.</param>
/// <param name="MineWaiting">The person's keys that no list names yet: one for each browser whose passkey gives no secret.</param>
/// <param name="Waiting">Keys of others that no list names yet; empty for who is no owner.</param>
public sealed record ReaderView(
    string Person, bool IsOwner, ReaderKeyView? Mine, bool IsListed, int Passkeys, long? Number, ListFault? Fault,
    IReadOnlyList<ReaderKeyView> Readers, IReadOnlyList<ReaderKeyView> MineWaiting, IReadOnlyList<ReaderKeyView> Waiting);

public sealed class ReaderViews(CurrentReaders current, ReaderStore store, StaffReaders readers, StaffMembers members)
{
    public async Task<ReaderView> For(StaffPerson me, CancellationToken cancel)
    {
        var now = await current.Look(cancel);
        var (keys, mayRead, names) = (await store.Keys(cancel), await readers.MayRead(cancel), await members.Names(cancel));
        var listed = now.Good?.List.Readers ?? [];
        var (onList, waiting) = (new List<ReaderKeyView>(), new List<ReaderKeyView>());
        foreach (var key in keys)
        {
            if (listed.FirstOrDefault(reader => reader.Key == key.Hash) is { } reader) onList.Add(View(key, reader.IsOwner));
            else if (mayRead.TryGetValue(key.Person, out var maySign)) waiting.Add(View(key, maySign));
        }
        var mine = onList.Find(key => key.Person == me.Id) ?? waiting.FindLast(key => key.Person == me.Id);
        var blobs = await store.BlobsOf(me.Id, cancel);
        var isOwner = me.Roles.May(StaffAction.ManageReaders);
        return new(me.Id, isOwner, mine, mine is not null && onList.Contains(mine), blobs.Count(blob => blob.Key == mine?.Key),
            now.Good?.List.Number, now.Fault, onList, [.. waiting.Where(key => key.Person == me.Id)], isOwner ? [.. waiting.Where(key => key != mine)] : []);

        ReaderKeyView View(StoredKey key, bool maySign) => new(
            key.Person, names.GetValueOrDefault(key.Person, "Somebody"), key.Hash, Convert.ToBase64String(key.Spki), maySign);
    }
}
