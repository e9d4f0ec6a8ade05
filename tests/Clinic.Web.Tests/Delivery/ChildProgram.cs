using System.Diagnostics;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A program that a test started: it can be listened to, and it ends with the test.</summary>
public sealed class ChildProgram : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Process process;
    int openStreams = 2;

    ChildProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
    }

    public Lines Lines { get; } = new();

    public int Id => process.Id;

    public Task Ended => process.WaitForExitAsync();

    public static ChildProgram Start(ProcessStartInfo start)
    {
        var child = new ChildProgram(start);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    public void Tell(string line)
    {
        process.StandardInput.Write(line + "\n");
        process.StandardInput.Flush();
    }

    /// <summary>SIGKILL: no goodbye, nothing flushed.</summary>
    public async Task Kill()
    {
        process.Kill();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    /// <summary>SIGTERM, as a service manager does.</summary>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    void Hear(string? line)
    {
        if (line is not null) Lines.Add(line);
        else if (Interlocked.Decrement(ref openStreams) == 0) Lines.End();
    }
}
