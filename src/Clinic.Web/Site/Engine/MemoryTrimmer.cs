using System.Runtime.InteropServices;

namespace Clinic.Web.Site.Engine;

/// <summary>
/// Gives memory that is used no more back to the machine, at a quiet moment: after the work of a start and after a
/// crowd. The runtime by itself looks for some only when something new needs room.
/// </summary>
public sealed class MemoryTrimmer(ProcessUse process, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Processor time between two looks up to which it was quiet. With 10,000 articles, looking for edits alone takes 4
    /// s of each minute.
    /// </summary>
    public static readonly TimeSpan Quiet = Every / 6;

    /// <summary>
    /// Bytes for which it is worth stopping everybody for as long as it takes: 0.03 s with 200 articles.
    /// </summary>
    public const long Worthwhile = 32 << 20;

    /// <summary>Bytes given back that make it worth trying once more.</summary>
    public const long More = 4 << 20;

    TimeSpan worked = process.Worked();
    long needed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }

    /// <summary>Gives back what is spare, if the time since the last look was quiet.</summary>
    public void Look()
    {
        var (before, held) = (worked, process.Held());
        worked = process.Worked();
        if (worked - before > Quiet || held - needed < Worthwhile) return;
        process.GiveBack();
        needed = process.Held();
        // Where there was much there may be more: the server lets go of a crowd's buffers little by little.
        if (held - needed >= More) needed = 0;
    }
}

/// <summary>
/// What a process takes of the machine: processor time since its start, resident bytes; and how it gives back what it
/// can.
/// </summary>
public sealed record ProcessUse(Func<TimeSpan> Worked, Func<long> Held, Action GiveBack)
{
    public static readonly ProcessUse Here =
        new(() => Environment.CpuUsage.TotalTime, () => Environment.WorkingSet, GiveBackHere);

    static void GiveBackHere()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // What the compiler and the compressors let go: the C library keeps it for the next who ask.
            _ = TrimNativeHeap(kept: 0);
        }
        catch (EntryPointNotFoundException)
        {
            // Only glibc keeps so much that it has a way to ask for it.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    static extern int TrimNativeHeap(nuint kept);
}
