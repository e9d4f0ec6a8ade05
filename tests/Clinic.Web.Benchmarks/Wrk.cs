using System.Globalization;

namespace Clinic.Web.Benchmarks;

/// <summary>What wrk measured: one thread, kept-alive connections, as many requests as the server takes.</summary>
sealed record Wrk(long Requests, TimeSpan Took, long Errors, TimeSpan P50, TimeSpan P99, TimeSpan P999)
{
    const string Script = """
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("MEASURED %d %d %d %d %d %d\n", summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
        end
        """;

    public double PerSecond => Requests / Took.TotalSeconds;

    public static async Task<Wrk> Ask(int port, string path, TimeSpan time, int connections = 32)
    {
        var script = Path.Combine(Path.GetTempPath(), "clinic-bench.lua");
        await File.WriteAllTextAsync(script, Script);
        var headers = PublishedSite.Headers().Append(("Accept-Encoding", "gzip, deflate, br")).SelectMany(header => new[] { "-H", $"{header.Item1}: {header.Item2}" });
        var command = Tool.OnCore(Tool.LoadCore, "wrk", ["-t1", $"-c{connections}", $"-d{(int)time.TotalSeconds}s", .. headers, "-s", script, $"http://127.0.0.1:{port}{path}"]);
        var said = await Tool.Run(command[0], command[1..]);
        var measured = said.Split('\n').Single(line => line.StartsWith("MEASURED", StringComparison.Ordinal)).Split(' ')[1..].Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(measured[0], Micro(measured[1]), measured[2], Micro(measured[3]), Micro(measured[4]), Micro(measured[5]));
    }

    static TimeSpan Micro(long microseconds) => TimeSpan.FromMicroseconds(microseconds);
}
