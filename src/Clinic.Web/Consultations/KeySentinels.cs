using System.Text;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Clinic.Web.Consultations;

/// <param name="Keys">In the ring.</param>
/// <param name="Lost">Keys that were in it, and no longer open what they sealed.</param>
public sealed record KeyVerdict(int Keys, IReadOnlyList<string> Lost);

/// <summary>
/// Each key of the ring has sealed a word that is kept in the store. While each opens its word, everything that is kept
/// can be opened; a key folder that was moved away, or keys without their certificate, are known before somebody needs
/// them.
/// </summary>
public sealed class KeySentinels(KeySentinelStore store, IKeyManager keys, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);
    static readonly byte[] Word = Encoding.ASCII.GetBytes("Clinic.Web.KeySentinel.v1");

    readonly SemaphoreSlim oneAtATime = new(1, 1);
    (Since At, KeyVerdict Verdict)? last;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<KeyVerdict> Look(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            if (last is { } known && !known.At.IsOver(Holds, clock)) return known.Verdict;
            var ring = Ring(keys);
            var kept = await store.All(cancel);
            var lost = Lost(ring, kept);
            await KeepMissing(ring, kept, cancel);
            var verdict = new KeyVerdict(ring.Count, lost);
            last = (Since.Now(clock), verdict);
            return verdict;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>A person knows that they are lost for good.</summary>
    public async Task Forget(IReadOnlyList<string> lost, string by, CancellationToken cancel)
    {
        await store.Forget(lost, by, clock.GetUtcNow(), cancel);
        last = null;
    }

    public static IReadOnlyList<string> Lost(IKeyManager keys, IEnumerable<KeySentinel> kept) => Lost(Ring(keys), kept);

    public void Dispose() => oneAtATime.Dispose();

    static List<string> Lost(List<IKey> ring, IEnumerable<KeySentinel> kept) =>
        [.. kept.Where(one => !ring.Exists(key => NameOf(key) == one.Key && Opens(key, one))).Select(one => one.Key)];

    async Task KeepMissing(List<IKey> ring, IReadOnlyList<KeySentinel> kept, CancellationToken cancel)
    {
        var missing = ring.Where(key => kept.All(one => one.Key != NameOf(key))).Select(Seal).OfType<KeySentinel>()
            .ToList();
        if (missing.Count > 0) await store.Keep(missing, cancel);
    }

    // Whatever keeps a key from being read, from closing or from opening: it does not.
#pragma warning disable CA1031
    static List<IKey> Ring(IKeyManager keys)
    {
        try
        {
            return [.. keys.GetAllKeys()];
        }
        catch (Exception)
        {
            return [];
        }
    }

    static KeySentinel? Seal(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is { } encryptor
                ? new(NameOf(key), encryptor.Encrypt(Word, About(key))) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    static bool Opens(IKey key, KeySentinel sentinel)
    {
        try
        {
            return key.CreateEncryptor() is { } encryptor
                && encryptor.Decrypt(sentinel.Sealed, About(key)).AsSpan().SequenceEqual(Word);
        }
        catch (Exception)
        {
            return false;
        }
    }
#pragma warning restore CA1031

    static string NameOf(IKey key) => key.KeyId.ToString("N");

    static ArraySegment<byte> About(IKey key) => key.KeyId.ToByteArray();
}
