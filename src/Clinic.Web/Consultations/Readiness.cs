using System.Security.Cryptography;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations;

/// <summary>Whether a request that came now could be kept. The answer about the store holds for a few seconds, since each costs a write.</summary>
public sealed class Readiness(IRequestStore store, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.Readiness.v1");
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    (long At, bool IsWritable)? last;

    public async Task<bool> IsStoreWritable(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            if (last is { } known && clock.GetElapsedTime(known.At) < Holds) return known.IsWritable;
            var isWritable = await TryWriting(cancel);
            last = (clock.GetTimestamp(), isWritable);
            return isWritable;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public bool AreKeysUsable()
    {
        try
        {
            return protector.Unprotect(protector.Protect([1])) is [1];
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    async Task<bool> TryWriting(CancellationToken cancel)
    {
        try
        {
            await store.TryWriting(cancel);
            return true;
        }
        catch (RequestNotKeptException)
        {
            return false;
        }
    }
}
