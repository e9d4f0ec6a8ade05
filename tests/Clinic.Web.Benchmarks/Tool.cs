using System.Diagnostics;

namespace Clinic.Web.Benchmarks;

/// <summary>Another program: run to its end, or started and ended.</summary>
static class Tool
{
    /// <summary>The site and nginx take turns on this core; what asks them has the other.</summary>
    public const int ServerCore = 0;
    public const int LoadCore = 1;

    public static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, new Dictionary<string, string>());
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await said}{await complained}");
        return await said;
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"No {program} here. On Debian: apt-get install nginx libnginx-mod-http-brotli-static wrk strace util-linux", e);
        }
    }

    /// <summary>The command that starts a program on one core, or wherever the system likes.</summary>
    public static string[] OnCore(int? core, string program, params IEnumerable<string> arguments) => core is { } one ? ["taskset", "-c", $"{one}", program, .. arguments] : [program, .. arguments];

    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static long MemoryBytes(int process, string which) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(which + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024;
}
