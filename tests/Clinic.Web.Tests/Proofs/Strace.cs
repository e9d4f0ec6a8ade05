using System.Diagnostics;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Proofs;

/// <summary>Debian's strace, which can kill a program as it enters its n-th call of a kind, or let that call fail. Each thread counts for itself.</summary>
static class Strace
{
    /// <summary>What keeps a request and what mails it.</summary>
    const string Calls = "pwrite64,fdatasync,fsync,ftruncate,unlink,sendto,sendmsg";

    const string Writing = "pwrite64,fdatasync,fsync,ftruncate";

    // Without -D strace would be the process that is started, and a kill would end it alone.
    static readonly string[] Detached = ["-D"];

    public static string[] KillFromTheStart(int call, string log) => ["strace", .. Detached, .. Kill(call, log)];

    /// <summary>From now on, in a program that runs already.</summary>
    public static async Task<ChildProgram> KillFromNow(int process, int call, string log)
    {
        var tracer = ChildProgram.Start(new ProcessStartInfo("strace", [.. Kill(call, log), "-p", $"{process}"]));
        await tracer.Lines.Find(line => line.Contains("attached", StringComparison.Ordinal));
        return tracer;
    }

    /// <summary>The call that the program died at, or null when it was not reached.</summary>
    public static string? Struck(string log)
    {
        // "123 fsync(27</tmp/store/requests.db-journal>) = ?", or in two lines where another thread spoke meanwhile.
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        if (Array.FindLast(lines, line => line.EndsWith("= ?", StringComparison.Ordinal)) is not { } last) return null;
        if (last.Contains("resumed>", StringComparison.Ordinal)) last = Array.FindLast(lines, line => line.EndsWith("<unfinished ...>", StringComparison.Ordinal) && line.Split(' ')[0] == last.Split(' ')[0])!;
        var parts = last.Split(' ', 2)[^1].TrimStart().Split('(', 2);
        var at = parts[1].Contains("requests.db-journal>", StringComparison.Ordinal) ? "journal" : parts[1].Contains("requests.db>", StringComparison.Ordinal) ? "database" : parts[1].Contains("<socket:", StringComparison.Ordinal) || parts[1].Contains("<TCP", StringComparison.Ordinal) ? "socket" : "other file";
        return $"{parts[0]} {at}";
    }

    /// <summary>Lets calls that write or sync fail, each thread's first so many apart from the start and from each other.</summary>
    public static string[] FailFromTheStart(string error, int first, int step) => ["strace", .. Detached, "-f", "-o", "/dev/null", .. Fail(Writing, error, $"{first}+{step}")];

    static string[] Fail(string calls, string error, string when) => ["-e", $"trace={calls}", "-e", $"inject={calls}:error={error}:when={when}"];

    static string[] Kill(int call, string log) => ["-f", "-y", "-s", "0", "-o", log, "-e", $"trace={Calls}", "-e", $"inject={Calls}:signal=KILL:when={call}"];
}
