using System.Diagnostics;
using System.Globalization;

namespace Clinic.Web.Benchmarks;

/// <summary>
/// Those whose answers nobody times, in a program of their own that gives way to all others: on a real server they come from elsewhere, and
/// what it costs to be them must not slow down those who are timed.
/// </summary>
sealed class Crowd : IDisposable
{
    public const string Verb = "crowd";

    const string Ready = "ready";

    readonly Process process;

    Crowd(Process process) => this.process = process;

    /// <summary>Gathers a crowd that waits for <see cref="Go"/>.</summary>
    public static async Task<Crowd> Gather(params IEnumerable<string> doing)
    {
        var start = new ProcessStartInfo("chrt") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "--idle", "0", "dotnet", typeof(Crowd).Assembly.Location, Verb }.Concat(doing)) start.ArgumentList.Add(argument);
        var crowd = new Crowd(Process.Start(start)!);
        return await crowd.Says() == Ready ? crowd : throw new InvalidOperationException("The crowd did not gather.");
    }

    public Task Go() => process.StandardInput.WriteLineAsync();

    /// <summary>The next line that it says.</summary>
    public async Task<string> Says() => await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The crowd went away.");

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Is the crowd: <c>post port visitor per-second how-many</c>, <c>flood port visitor per-second seconds</c> or <c>dawdle port how-many</c>.</summary>
    public static async Task<int> Act(string[] doing)
    {
        var numbers = doing.Skip(1).Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        switch (doing[0])
        {
            case "post": await Post(numbers[0], doing[2], numbers[2], numbers[3]); break;
            case "flood": await Flood(numbers[0], doing[2], numbers[2], TimeSpan.FromSeconds(numbers[3])); break;
            case "dawdle": await Dawdlers.Act(numbers[0], numbers[1], Begin); break;
            case var other: throw new ArgumentException($"No crowd does \"{other}\".", nameof(doing));
        }
        return 0;
    }

    static async Task Begin()
    {
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
    }

    static async Task Post(int port, string visitor, double perSecond, int howMany)
    {
        using var browser = PublishedSite.Browser(port, visitor);
        var forms = new List<Visitors.Form>();
        for (var i = 0; i < howMany; i++) forms.Add(await Visitors.Form.Open(browser));
        await Begin();
        var (_, statuses) = await Visitors.Send(browser, forms, perSecond);
        Console.WriteLine(statuses);
    }

    static async Task Flood(int port, string visitor, double perSecond, TimeSpan time)
    {
        using var browser = PublishedSite.Browser(port, visitor);
        var form = await Visitors.Form.Open(browser);
        await Begin();
        var (_, statuses) = await Visitors.Send(browser, Enumerable.Repeat(form, (int)(perSecond * time.TotalSeconds)), perSecond);
        Console.WriteLine(statuses);
    }
}
