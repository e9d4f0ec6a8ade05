using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>A list that an owner's browser has signed.</summary>
/// <param name="Wrapped">The key that signs lists, for owners who have none yet or another reader's key than
/// before.</param>
/// <param name="Recovery">The recovery key, when it is a new one.</param>
public sealed record SignedList(byte[] Bytes, byte[] Signature, byte[] ListKey, IReadOnlyList<WrappedListKey> Wrapped,
    RecipientKey? Recovery)
{
    /// <summary>
    /// The key of who sends it, when it was not sent before: the first owner's comes with the first list.
    /// </summary>
    public RecipientKey? OwnKey { get; init; }

    public WrappedBlob? OwnBlob { get; init; }
}

public enum ListAnswer
{
    Taken,
    Malformed,
    /// <summary>
    /// Its number or the hash of the one before it is not the next: somebody was quicker, or it was made from an old
    /// one.
    /// </summary>
    NotTheNext,
    OtherHost,
    OtherCertificate,
    Forged,
    /// <summary>A first list names who sends it as an owner.</summary>
    NotYours,
    /// <summary>It names a key that was never sent, or one of somebody else.</summary>
    UnknownKey,
    /// <summary>It names somebody who does not work here or may not read requests.</summary>
    UnknownPerson,
    NoListKeyForAnOwner,
    MarkUnreadable,
}

/// <summary>
/// Puts a new list in the place of the last. What opens requests for those who are on it no more is erased in the same
/// transaction; the mark outside the database follows at once, and after a crash between the two at the next look.
/// </summary>
public sealed class ReaderListChange(Database database, ReaderMarkFile marks, CurrentReaders current,
    SealingSettings settings, TimeProvider clock)
{
    static readonly int[] WrappedLengths = [384, 512];

    // The recovery key holds the key that signs lists under nobody's name.
    const string Nobody = "";

    /// <summary>Raised after a list was taken.</summary>
    public event EventHandler? Changed;

    /// <param name="people">Those who may read requests, and whether each is an owner.</param>
    public async Task<ListAnswer> Take(SignedList sent, string by, IReadOnlyDictionary<string, bool> people,
        CancellationToken cancel)
    {
        try
        {
            await database.Write(session => Take(session, sent, by, people), cancel);
        }
        catch (RefusedException refused)
        {
            return refused.Why;
        }
        await current.Look(cancel);
        Changed?.Invoke(this, EventArgs.Empty);
        return ListAnswer.Taken;
    }

    async Task Take(SqlSession session, SignedList sent, string by, IReadOnlyDictionary<string, bool> people)
    {
        var stored = await ReaderStore.Read(session);
        if (marks.Read(stored.Mark) is not { } mark) throw new RefusedException(ListAnswer.MarkUnreadable);
        if (!ReaderList.TryRead(sent.Bytes, out var list)) throw new RefusedException(ListAnswer.Malformed);
        if (Refusal(sent, list, mark, by) is { } refusal) throw new RefusedException(refusal);
        if (list.Readers.Any(reader =>
            !people.TryGetValue(reader.Person, out var isOwner) || (reader.IsOwner && !isOwner)))
            throw new RefusedException(ListAnswer.UnknownPerson);

        var now = clock.GetUtcNow();
        if (sent.OwnKey is { } own) await ReaderStore.Keep(session, by, own, sent.OwnBlob, now);
        if (sent.Recovery is { } recovery) await ReaderStore.Add(session, recovery, "", now);
        var keys = (await session.Rows<StoredKey>("SELECT hash, person, spki, made_at FROM reader_key"))
            .ToLookup(key => key.Hash, StringComparer.Ordinal);
        if (list.Readers.Any(reader => !keys[reader.Key].Any(key => key.Person == reader.Person))
            || !keys[list.Recovery].Any(key => key.Person.Length == 0))
            throw new RefusedException(ListAnswer.UnknownKey);

        if (!sent.Wrapped.All(wrapped => IsForAnOwner(wrapped, list)))
            throw new RefusedException(ListAnswer.NoListKeyForAnOwner);
        foreach (var wrapped in sent.Wrapped) await Keep(session, wrapped);
        var holders = (await session.Rows<WrappedListKey>("SELECT person, key, wrapped FROM reader_list_key"))
            .ToDictionary(
            one => one.Person, StringComparer.Ordinal);
        var owners = list.Readers.Where(reader => reader.IsOwner)
            .GroupBy(reader => reader.Person, StringComparer.Ordinal);
        if (owners.Any(owner =>
            !holders.TryGetValue(owner.Key, out var has) || !WrappedLengths.Contains(has.Wrapped.Length)
            || !owner.Any(reader => reader.Key == has.Key))) throw new RefusedException(ListAnswer.NoListKeyForAnOwner);
        // Else a new recovery file could put no owner on the list.
        if (holders.TryGetValue(Nobody, out var held) && held.Key != list.Recovery)
            throw new RefusedException(ListAnswer.NoListKeyForAnOwner);

        await Write(session, sent, list, by, now);
        var file = Convert.ToBase64String(keys[list.Recovery].First().Spki);
        await ReaderStore.WriteMark(session, marks.Seal(mark with
        {
            ListKey = RecipientKey.HashOf(sent.ListKey),
            Number = list.Number,
            List = list.Hash,
            Recovery = file,
        }));
        var isReplaced = mark.HadReaders && mark.Recovery != file;
        session.Audit(new(now, AuditEvent.ReaderListSigned, null, by,
            $"number {list.Number}, {list.Readers.Count} keys{(isReplaced ? ", new recovery key" : "")}, {list.Hash}"));
    }

    ListAnswer? Refusal(SignedList sent, ReaderList list, ReaderMark mark, string by) =>
        list.Number != mark.Number + 1 || list.Previous != mark.List ? ListAnswer.NotTheNext
        : list.Host != settings.Host ? ListAnswer.OtherHost
        : list.Certificate.Length > 0 && list.Certificate != CurrentReaders.HashOf(settings.Certificate)
            ? ListAnswer.OtherCertificate
        : !ReaderListCheck.IsSignature(new(sent.Bytes, sent.Signature, sent.ListKey)) ? ListAnswer.Forged
        : mark.HadReaders ? RecipientKey.HashOf(sent.ListKey) == mark.ListKey ? null : ListAnswer.Forged
        : list.Readers.Any(reader => reader.Person == by && reader.IsOwner) ? null : ListAnswer.NotYours;

    static bool IsForAnOwner(WrappedListKey wrapped, ReaderList list) => wrapped.Person == Nobody
        ? wrapped.Key == list.Recovery
        : list.Readers.Any(reader =>
            reader.IsOwner && reader.Person == wrapped.Person && reader.Key == wrapped.Key);

    static Task<int> Keep(SqlSession session, WrappedListKey wrapped) => session.Execute(
        """
        INSERT INTO reader_list_key (person, key, wrapped) VALUES (@Person, @Key, @Wrapped)
        ON CONFLICT (person) DO UPDATE SET key = excluded.key, wrapped = excluded.wrapped
        """, wrapped);

    // Who waits to be confirmed keeps their key: only what an earlier list named and this one does not is taken away.
    static async Task Write(SqlSession session, SignedList sent, ReaderList list, string by, DateTimeOffset now)
    {
        var before = await session.Row<StoredList>(
            "SELECT bytes, signature, list_key FROM reader_list ORDER BY number DESC LIMIT 1");
        // A list that was rolled back may have left others above.
        await session.Execute("DELETE FROM reader_list WHERE number >= @Number", list);
        await session.Execute(
            """
            INSERT INTO reader_list (number, bytes, signature, list_key, signed_by, signed_at)
            VALUES (@Number, @Bytes, @Signature, @ListKey, @by, @now)
            """, new { list.Number, list.Bytes, sent.Signature, sent.ListKey, by, now });
        if (before is null || !ReaderList.TryRead(before.Bytes, out var earlier)) return;
        var stay = list.Readers.Select(reader => reader.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in earlier.Readers.Where(reader => !stay.Contains(reader.Key)))
            await session.Execute("DELETE FROM reader_blob WHERE key = @Key", gone);
        var owners = list.Readers.Where(reader => reader.IsOwner).Select(reader => reader.Person)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var gone in earlier.Readers.Where(reader => reader.IsOwner && !owners.Contains(reader.Person)))
            await session.Execute("DELETE FROM reader_list_key WHERE person = @Person", gone);
    }

    // Takes back what the transaction has written so far.
    sealed class RefusedException(ListAnswer why) : Exception
    {
        public ListAnswer Why => why;
    }
}
