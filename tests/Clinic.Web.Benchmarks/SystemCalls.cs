using System.Globalization;

namespace Clinic.Web.Benchmarks;

/// <summary>System calls that a server makes for each request, counted by strace while wrk asks, and how many of them open or look at a file.</summary>
sealed record SystemCalls(double PerRequest, double FilesPerRequest, string Most)
{
    static readonly string[] OfFiles = ["open", "openat", "openat2", "stat", "lstat", "fstat", "newfstatat", "statx", "access", "faccessat", "readlink"];

    public static async Task<SystemCalls> Count(int process, int port, string path, TimeSpan time)
    {
        var file = Path.GetTempFileName();
        using var strace = Tool.Start("strace", ["-f", "-c", "-o", file, "-p", $"{process}"], new Dictionary<string, string>());
        // It says "attached" before it counts.
        await strace.StandardError.ReadLineAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        var asked = await Wrk.Ask(port, path, time);
        await Tool.Run("kill", "-INT", $"{strace.Id}");
        await strace.WaitForExitAsync();
        // % time, seconds, usecs/call, calls, errors, name; the column of errors may be empty.
        var counts = File.ReadLines(file).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length >= 5 && double.TryParse(words[0], CultureInfo.InvariantCulture, out _) && words[^1] != "total")
            .Select(words => (Name: words[^1], Calls: long.Parse(words[3], CultureInfo.InvariantCulture))).ToList();
        File.Delete(file);
        double PerRequest(IEnumerable<(string Name, long Calls)> calls) => (double)calls.Sum(call => call.Calls) / asked.Requests;
        var most = counts.OrderByDescending(call => call.Calls).Take(4).Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Name} {(double)call.Calls / asked.Requests:0.00}"));
        return new(PerRequest(counts), PerRequest(counts.Where(call => OfFiles.Contains(call.Name))), string.Join(", ", most));
    }
}
