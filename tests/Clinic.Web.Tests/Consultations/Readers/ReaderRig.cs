using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations.Sealing;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>One program with readers: its database, its folder, its key ring, and two owners, a desk and a recovery key whose private halves only tests have.</summary>
sealed class ReaderRig : IDisposable
{
    public static readonly Dictionary<string, bool> People = new(StringComparer.Ordinal) { ["ann"] = true, ["bob"] = true, ["cat"] = false };

    readonly IStorePlace place;
    readonly IDataProtectionProvider keyRing;
    readonly TestReaders readers;
    readonly ListSigner signer;

    ReaderRig(IStorePlace place, OpenStore store, DirectoryInfo folder, IDataProtectionProvider keyRing, TestReaders readers, ListSigner signer, SealingSettings sealing)
    {
        (this.place, Store, Folder, this.keyRing, this.readers, this.signer) = (place, store, folder, keyRing, readers, signer);
        var clock = TimeProvider.System;
        Readers = new(store.Database);
        Marks = new(new(StoreProvider.Sqlite, folder.FullName), keyRing);
        Current = new(Readers, Marks, sealing, NullLogger<CurrentReaders>.Instance);
        OwnKeys = new(keyRing);
        Notes = new(keyRing);
        Seals = new(Current, OwnKeys, Notes, sealing, null!);
        Change = new(store.Database, Marks, Current, sealing, clock);
        Envelopes = new(store.Database);
        Sweep = new(store.Database, Current, Seals, OwnKeys, Notes, Change, clock, NullLogger<ReaderSweep>.Instance);
    }

    public OpenStore Store { get; }
    public DirectoryInfo Folder { get; }
    public ReaderStore Readers { get; }
    public ReaderMarkFile Marks { get; }
    public CurrentReaders Current { get; }
    public KeyRingSeal OwnKeys { get; }
    public CurrentSeal Seals { get; }
    public ReaderListChange Change { get; }
    public KeptEnvelopes Envelopes { get; }
    public NoteSeal Notes { get; }
    public ReaderSweep Sweep { get; }

    public TestReaders.Reader Ann => readers.All[0];
    public TestReaders.Reader Bob => readers.All[1];
    public TestReaders.Reader Cat => readers.All[2];
    public TestReaders.Reader Recovery => readers.All[3];
    public TestReaders.Reader Stranger => readers.All[4];
    public ListSigner Signer => signer;

    public string MarkFile => Path.Combine(Folder.FullName, "readers.mark");

    public static async Task<ReaderRig> Begin(IStorePlace place, SealingSettings? sealing = null) => new(place, await place.Open(),
        Directory.CreateTempSubdirectory("readers-"), new EphemeralDataProtectionProvider(), new(5), new(), sealing ?? SealingSettings.None with { Host = ListSigner.Host });

    /// <summary>Another program on the same database: with another folder or key ring, or the same one after a restart.</summary>
    public async Task<ReaderRig> Another(DirectoryInfo? folder = null, IDataProtectionProvider? otherKeys = null, SealingSettings? sealing = null) =>
        new(place, await place.Open(), folder ?? Folder, otherKeys ?? keyRing, readers, signer, sealing ?? SealingSettings.None with { Host = ListSigner.Host });

    public static ListedReader Owner(string person, TestReaders.Reader reader) => new(person, reader.Public.Hash, true);

    public static ListedReader Desk(string person, TestReaders.Reader reader) => new(person, reader.Public.Hash, false);

    public Task Propose(string person, TestReaders.Reader reader, string credential) => Readers.KeepKey(
        person, reader.Public, new(credential, reader.Public.Hash, "{}"), Requests.Noon, default);

    public async Task<SignedList> TakeFirst()
    {
        await Propose("ann", Ann, "passkey-ann");
        var first = signer.Sign(1, "", Recovery, Owner("ann", Ann));
        Assert.Equal(ListAnswer.Taken, await Change.Take(first, "ann", People, default));
        return first;
    }

    public async Task<SignedList> TakeSecond(SignedList first)
    {
        await Propose("bob", Bob, "passkey-bob");
        var second = signer.Sign(2, ListSigner.HashOf(first), Recovery, Owner("ann", Ann), Owner("bob", Bob));
        Assert.Equal(ListAnswer.Taken, await Change.Take(second, "ann", People, default));
        return second;
    }

    public static ConsultationRequest Words(RequestReference reference, string message = "Quokka") => ConsultationRequest.FromJson(
        System.Text.Encoding.UTF8.GetBytes($$"""{"Reference":"{{reference}}","Message":"{{message}}"}"""));

    /// <summary>As the intake does.</summary>
    public async Task<SealedRequest> Keep()
    {
        var request = Requests.One();
        request = request with { Payload = (await Seals.ForKeeping(default)).Close(Words(request.Reference)) };
        await Store.Requests.Keep(request, default);
        return request;
    }

    public static bool Opens(SealedPayload payload, TestReaders.Reader reader)
    {
        try
        {
            return EnvelopeSeal.Open(payload, reader.Private).Message == "Quokka";
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    public async Task<SealedPayload> Kept(SealedRequest request) => (await Store.Reader.Read(request.Reference, "pat", Requests.Noon, default))!;

    /// <summary>As whoever can write to the database.</summary>
    public void Tamper(string sql, object? values = null)
    {
        using var database = place.Connect();
        database.Execute(sql, values);
    }

    public void Dispose()
    {
        readers.Dispose();
        signer.Dispose();
        if (Folder.Exists) Folder.Delete(recursive: true);
    }
}
