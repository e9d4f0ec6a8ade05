using System.Runtime.InteropServices;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Consultations;

/// <summary>What is erased is gone from the files of the embedded store, not only from its tables.</summary>
[Trait("Pace", "Long")]
public sealed class ErasureTests : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;

    /// <summary>Every run of 64 bytes holds a whole one of these.</summary>
    const int Chunk = 32;

    readonly SqlitePlace place = new();

    [Fact]
    public async Task No_run_of_64_bytes_of_what_was_sealed_is_left_in_any_file()
    {
        var store = await place.Open();
        var random = new Random(20261021);
        // Within a page, over its edge, and on a chain of overflow pages.
        var requests = Enumerable.Range(0, 120).Select(i => Request(random, size: (i % 6) switch { 0 => 150, 1 => 700, 2 => 1700, 3 => 3900, 4 => 4200, _ => 20_000 })).ToList();
        foreach (var request in requests) await store.Requests.Keep(request, default);
        Assert.InRange(ChunksLeft(requests), 20_000, 20_180);

        // Each in its own way and in no order, so that neighbours on a page go at different times.
        random.Shuffle(CollectionsMarshal.AsSpan(requests));
        for (var i = 0; i < requests.Count; i++)
        {
            if (i % 3 == 0) await store.Requests.Withdraw(requests[i].Id, Noon, default);
            else if (i % 3 == 1) await store.Requests.Erase(requests[i].Reference, "pat", Noon, default);
        }
        while (await store.Claim(Noon, Noon.AddMinutes(20)) is { } item) await store.Outbox.Delivered(item, Noon.AddMinutes(item.Id), default);
        for (var minute = 0; minute < 400; minute += 7) await store.Requests.Purge(new(Noon.AddMinutes(minute), Noon, Noon), Noon.AddDays(31), default);

        Assert.All(await store.Reader.List(default), request => Assert.True(request.IsErased));
        Assert.Equal(0, ChunksLeft(requests));
    }

    public void Dispose() => place.Dispose();

    // By the first eight bytes of each chunk: the bytes are random, so that nothing else begins alike.
    int ChunksLeft(IEnumerable<SealedRequest> requests)
    {
        var beginnings = requests.SelectMany(request => new[] { request.Payload.Bytes, request.Receipt!.Bytes })
            .SelectMany(bytes => Enumerable.Range(0, bytes.Length / Chunk).Select(i => BitConverter.ToUInt64(bytes, i * Chunk))).ToHashSet();
        byte[] files = [.. Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories).SelectMany(Asking.AskingSite.Bytes)];
        return Enumerable.Range(0, files.Length - sizeof(ulong)).Select(i => BitConverter.ToUInt64(files, i)).Where(beginnings.Contains).Distinct().Count();
    }

    static SealedRequest Request(Random random, int size)
    {
        byte[] Bytes(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }

        return new(SubmissionId.Next(), RequestReference.Next(), Noon, new("test", Bytes(size)), [new("contact", "Phone", "v1", "abc", "en-US")]) { Receipt = new("receipt-v1", Bytes(300)) };
    }
}
