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
    IReadOnlyList<ReaderKeyView> Readers, IReadOnlyList<ReaderKeyView> MineWaiting,
        IReadOnlyList<ReaderKeyView> Waiting)
{
    /// <summary>The hash of the recovery key.</summary>
    public string Recovery { get; init; } = "";

    /// <summary>Keys on the list of those who may not stand there any more.</summary>
    public IReadOnlyList<ReaderKeyView> Leavers { get; init; } = [];
}

public sealed class ReaderViews(CurrentReaders current, ReaderStore store, StaffReaders readers, StaffMembers members)
{
    /// <inheritdoc cref="ReaderView.Leavers"/>
    public async Task<IReadOnlyList<ReaderKeyView>> Leavers(CancellationToken cancel)
    {
        if ((await current.Look(cancel)).Good is not { } good) return [];
        var (mayRead, names) = (await readers.MayRead(cancel), await members.Names(cancel));
        return [.. good.List.Readers.Zip(good.Keys).Where(one => IsLeaver(one.First, mayRead)).Select(one =>
            View(one.First.Person, one.First.Key, one.Second.Spki, one.First.IsOwner, names))];
    }

    public async Task<ReaderView> For(StaffPerson me, CancellationToken cancel)
    {
        var now = await current.Look(cancel);
        var (keys, mayRead, names) = (await store.Keys(cancel), await readers.MayRead(cancel),
            await members.Names(cancel));
        var listed = now.Good?.List.Readers ?? [];
        var (onList, waiting) = (new List<ReaderKeyView>(), new List<ReaderKeyView>());
        foreach (var key in keys)
        {
            if (listed.FirstOrDefault(reader => reader.Key == key.Hash) is { } reader)
                onList.Add(Shown(key, reader.IsOwner));
            else if (mayRead.TryGetValue(key.Person, out var maySign)) waiting.Add(Shown(key, maySign));
        }
        var mine = onList.Find(key => key.Person == me.Id) ?? waiting.FindLast(key => key.Person == me.Id);
        var blobs = await store.BlobsOf(me.Id, cancel);
        var isOwner = me.Roles.May(StaffAction.ManageReaders);
        return new(me.Id, isOwner, mine, mine is not null
            && onList.Contains(mine), blobs.Count(blob => blob.Key == mine?.Key),
            now.Good?.List.Number, now.Fault, onList, [.. waiting.Where(key => key.Person == me.Id)], isOwner
                ? [.. waiting.Where(key => key != mine)] : [])
        {
            Recovery = now.Good?.List.Recovery ?? "",
            Leavers = await Leavers(cancel),
        };

        ReaderKeyView Shown(StoredKey key, bool maySign) => View(key.Person, key.Hash, key.Spki, maySign, names);
    }

    static bool IsLeaver(ListedReader reader, IReadOnlyDictionary<string, bool> mayRead) =>
        !mayRead.TryGetValue(reader.Person, out var isOwner) || (reader.IsOwner && !isOwner);

    static ReaderKeyView View(string person, string key, byte[] spki, bool maySign, IReadOnlyDictionary<string,
        string> names) =>
        new(person, names.GetValueOrDefault(person, "Somebody"), key, Convert.ToBase64String(spki), maySign);
}
