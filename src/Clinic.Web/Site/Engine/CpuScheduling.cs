using System.Runtime.InteropServices;

namespace Clinic.Web.Site.Engine;

/// <summary>
/// The order in which Linux runs our threads. Threads begun by one that asked take turns like it: none may ask for
/// less, or the runtime's compiler, begun by whoever needs it first, could be left behind for good, and a collection
/// would wait for that thread. Where it is refused, and on other systems, all goes on as it was.
/// </summary>
public static class CpuScheduling
{
    const int ThisThread = 0;
    const int Batch = 3;

    /// <summary>
    /// Not stopped in the middle of an answer because another thread has something to read: more pages a second, and
    /// steadier.
    /// </summary>
    public static void UseBatchScheduling()
    {
        var priority = 0;
        if (OperatingSystem.IsLinux()) _ = SetScheduler(ThisThread, Batch, ref priority);
    }

    /// <summary>
    /// Between the steps of longer work: who waits for the processor goes first, and if nobody does it goes on at once.
    /// A reader then waits for one step of a form and not for all. Where other programs keep every core busy, each such
    /// step costs a turn of up to some milliseconds.
    /// </summary>
    public static void YieldToReaders() => Thread.Yield();

    [DllImport("libc", EntryPoint = "sched_setscheduler")]
    static extern int SetScheduler(int thread, int policy, ref int priority);
}
