using System.Runtime.InteropServices;

namespace Clinic.Web;

/// <summary>
/// Whose turn it is on the processor, as Linux is asked for it. Threads begun by one that asked take turns like it. Where it is refused,
/// and on other systems, all goes on as it was.
/// </summary>
public static class ProcessorTurns
{
    /// <summary>Where more than these wait, the others take turns like everybody else: on a busy machine they might never come to an end.</summary>
    public const int MostThatGiveWay = 4;

    const int ThisThread = 0;
    const int Batch = 3;
    const int Idle = 5;

    /// <summary>Not stopped in the middle of an answer because another thread has something to read: more pages a second, and steadier.</summary>
    public static void TakeAsBatch() => Ask(Batch);

    /// <summary>
    /// Stopped at once when any other thread of the machine has work. With all processors busy about 0.3 % of one is left,
    /// and there is no way back: for threads that do only what may wait.
    /// </summary>
    public static void GiveWay() => Ask(Idle);

    static void Ask(int policy)
    {
        var priority = 0;
        if (OperatingSystem.IsLinux()) _ = SetScheduler(ThisThread, policy, ref priority);
    }

    [DllImport("libc", EntryPoint = "sched_setscheduler")]
    static extern int SetScheduler(int thread, int policy, ref int priority);
}
