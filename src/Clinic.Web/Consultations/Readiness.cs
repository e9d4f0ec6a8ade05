using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations;

/// <summary>
/// Whether a request that came now could be kept. A probe of a request's size tells, at most every few seconds whoever
/// asks, since each costs two commits; a person who was really refused tells at once.
/// </summary>
public sealed class Readiness(WriteProbe writing, IDataProtectionProvider protection, TimeProvider clock)
{
    static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);
    // A disk that hangs answers nobody.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    // When people are refused although the probe passes, it does not see what they meet.
    static readonly TimeSpan HoldsAgainstTheProbe = TimeSpan.FromMinutes(1);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.Readiness.v1");
    readonly Lock gate = new();
    (Since At, TimeSpan Holds, bool IsWritable)? known;
    Since? refused;
    long refusals;
    Task<bool>? probe;

    /// <summary>Raised when a person was refused while all seemed well.</summary>
    public event EventHandler? Refused;

    public async Task<bool> IsStoreWritable(CancellationToken cancel)
    {
        Task<bool> answer;
        lock (gate)
        {
            if (known is { } last && !last.At.IsOver(last.Holds, clock)) return last.IsWritable;
            answer = probe ??= Task.Run(Probe, CancellationToken.None);
        }
        try
        {
            return await answer.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public bool AreKeysUsable()
    {
        try
        {
            return protector.Unprotect(protector.Protect([1])) is [1];
        }
#pragma warning disable CA1031 // Whatever keeps them from closing or opening, they cannot be used.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>A person was told that nothing can be kept.</summary>
    public void NotKept()
    {
        bool isNews;
        lock (gate)
        {
            isNews = known is not { IsWritable: false };
            var isAgainstTheProbe = isNews && refused is { } before && !before.IsOver(HoldsAgainstTheProbe, clock);
            refused = Since.Now(clock);
            refusals++;
            var holds = isAgainstTheProbe ? HoldsAgainstTheProbe : isNews ? Holds : known!.Value.Holds;
            known = (refused.Value, holds < Holds ? Holds : holds, false);
        }
        if (isNews) Refused?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>A request was kept: whatever was wrong is over, or the next look finds it.</summary>
    public void Kept()
    {
        lock (gate)
        {
            if (known is { IsWritable: false }) known = null;
        }
    }

    async Task<bool> Probe()
    {
        var refusedBefore = Interlocked.Read(ref refusals);
        var isWritable = await TryWriting();
        lock (gate)
        {
            probe = null;
            if (refusals > refusedBefore) return false;
            known = (Since.Now(clock), Holds, isWritable);
            return isWritable;
        }
    }

    async Task<bool> TryWriting()
    {
        try
        {
            await writing.Try(CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
