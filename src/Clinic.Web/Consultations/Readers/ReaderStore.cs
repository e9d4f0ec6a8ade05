using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>
/// All that the database has of readers, read at one time; nothing of it is believed before it is checked.
/// </summary>
/// <param name="Keys">By hash, as the database says.</param>
/// <param name="Mark">The second copy of the mark, sealed.</param>
public sealed record StoredReaders(StoredList? List, IReadOnlyDictionary<string, byte[]> Keys, byte[]? Mark);

/// <param name="ListKey">The public key that the signature is said to be of.</param>
public sealed record StoredList(byte[] Bytes, byte[] Signature, byte[] ListKey);

/// <summary>A reader's private key, wrapped for one passkey.</summary>
/// <param name="Json">As the browser made it; the server reads nothing in it but its names.</param>
public sealed record WrappedBlob(string Credential, string Key, string Json);

/// <summary>A key that signs lists, wrapped for one owner's key.</summary>
public sealed record WrappedListKey(string Person, string Key, byte[] Wrapped);

/// <param name="Person">Empty for a recovery key.</param>
public sealed record StoredKey(string Hash, string Person, byte[] Spki, DateTimeOffset MadeAt);

/// <summary>Public keys of readers, their private keys wrapped, and the signed lists.</summary>
public sealed class ReaderStore(Database database)
{
    public Task<StoredReaders> Read(CancellationToken cancel) => database.Read(Read, cancel);

    internal static async Task<StoredReaders> Read(SqlSession session)
    {
        var list = await session.Row<StoredList>(
            "SELECT bytes, signature, list_key FROM reader_list ORDER BY number DESC LIMIT 1");
        var keys = (await session.Rows<StoredKey>("SELECT hash, person, spki, made_at FROM reader_key")).ToDictionary(
            key => key.Hash, key => key.Spki, StringComparer.Ordinal);
        return new(list, keys, await session.Value<byte[]>("SELECT sealed FROM reader_mark"));
    }

    public Task<IReadOnlyList<StoredKey>> Keys(CancellationToken cancel) =>
        database.Read(session => session.Rows<StoredKey>(
            "SELECT hash, person, spki, made_at FROM reader_key ORDER BY made_at, hash"), cancel);

    public Task<IReadOnlyList<WrappedBlob>> BlobsOf(string person, CancellationToken cancel) => database.Read(session =>
        session.Rows<WrappedBlob>(
            "SELECT credential, key, json FROM reader_blob WHERE person = @person ORDER BY made_at", new { person }),
                cancel);

    public Task<WrappedListKey?> ListKeyOf(string person, CancellationToken cancel) => database.Read(session =>
        session.Row<WrappedListKey>("SELECT person, key, wrapped FROM reader_list_key WHERE person = @person",
            new { person }), cancel);

    /// <summary>
    /// Keeps a public key, and for a passkey that gives a secret the wrapped private half. False when the key or the
    /// passkey is another person's.
    /// </summary>
    public Task<bool> KeepKey(string person, RecipientKey key, WrappedBlob? blob, DateTimeOffset at,
        CancellationToken cancel) =>
        database.Write(session => Keep(session, person, key, blob, at), cancel);

    internal static async Task<bool> Keep(SqlSession session, string person, RecipientKey key, WrappedBlob? blob,
        DateTimeOffset at)
    {
        if (await Add(session, key, person, at))
            session.Audit(new(at, AuditEvent.ReaderKeyMade, null, person, key.Hash));
        if (await session.Value<string>("SELECT person FROM reader_key WHERE hash = @Hash", key) != person)
            return false;
        if (blob is null) return true;
        await session.Execute("DELETE FROM reader_blob WHERE credential = @Credential AND person = @person",
            new { blob.Credential, person });
        return await session.Execute(
            """
            INSERT INTO reader_blob (credential, person, key, json, made_at)
                VALUES (@Credential, @person, @Key, @Json, @at) ON CONFLICT DO NOTHING
            """, new { blob.Credential, person, blob.Key, blob.Json, at }) == 1;
    }

    /// <summary>Deletes what opens requests for one passkey that was taken away, or for a person who left.</summary>
    public Task Forget(string person, string? credential, string by, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(session => Forget(session, person, credential, by, at), cancel);

    /// <summary>As part of the transaction that takes the passkey away or removes the person.</summary>
    public static async Task Forget(SqlSession session, string person, string? credential, string by, DateTimeOffset at)
    {
        var gone = await session.Execute(
            "DELETE FROM reader_blob WHERE person = @person AND credential = COALESCE(@credential, credential)",
            new { person, credential });
        if (credential is null)
            gone += await session.Execute("DELETE FROM reader_list_key WHERE person = @person", new { person });
        if (gone > 0) session.Audit(new(at, AuditEvent.ReaderKeyErased, null, by, $"{gone} of {person}"));
    }

    /// <summary>
    /// Whether nobody could sign a list of readers without them: such an owner is not removed and stays an owner.
    /// </summary>
    public static async Task<bool> IsOnlySigner(SqlSession session, string person)
    {
        var bytes = await session.Value<byte[]>("SELECT bytes FROM reader_list ORDER BY number DESC LIMIT 1");
        if (bytes is null || !ReaderList.TryRead(bytes, out var list) || !list.Names(person)) return false;
        var others = (await session.Rows<string>("SELECT person FROM reader_list_key WHERE person <> @person",
            new { person }))
            .ToHashSet(StringComparer.Ordinal);
        return !list.Readers.Any(reader => reader.IsOwner && others.Contains(reader.Person));
    }

    internal static async Task<bool> Add(SqlSession session, RecipientKey key, string person, DateTimeOffset at) =>
        await session.Execute(
        "INSERT INTO reader_key (hash, person, spki, made_at) VALUES (@Hash, @person, @Spki, @at) ON CONFLICT DO NOTHING",
        new { key.Hash, person, key.Spki, at }) == 1;

    internal static async Task WriteMark(SqlSession session, byte[] mark)
    {
        await session.Execute("DELETE FROM reader_mark");
        await session.Execute("INSERT INTO reader_mark (one, sealed) VALUES (1, @mark)", new { mark });
    }

    /// <summary>The second copy of the mark, for machines that have no folder.</summary>
    public Task KeepMark(byte[] mark, CancellationToken cancel) =>
        database.Write(session => WriteMark(session, mark), cancel);
}
