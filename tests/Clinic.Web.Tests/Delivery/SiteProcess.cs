using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The built program in a process of its own, on a free port of the loopback.</summary>
public sealed partial class SiteProcess : IAsyncDisposable
{
    readonly ChildProgram program;

    SiteProcess(ChildProgram program, Uri address) => (this.program, Address) = (program, address);

    public Uri Address { get; }

    public IReadOnlyList<string> Log => program.Lines.SoFar;

    /// <param name="under">A program that runs this one, with its arguments.</param>
    public static async Task<SiteProcess> Start(string environment, string scheme, IReadOnlyDictionary<string, string> settings, params string[] under)
    {
        var built = typeof(global::Program).Assembly.Location;
        string[] command = [.. under, "dotnet", built];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Path.GetDirectoryName(built)! };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = $"{scheme}://127.0.0.1:0";
        // Tests fill in the form faster than people do.
        start.Environment["Limits__FastestPerson"] = "00:00:00.0000001";
        // A life of seconds pays for no profile.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var child = ChildProgram.Start(start);
        try
        {
            var listening = await child.Lines.Find(line => Listening().IsMatch(line));
            await child.Lines.Find(line => line.Contains("Application started", StringComparison.Ordinal));
            return new(child, new($"{scheme}://localhost:{Listening().Match(listening).Groups["port"].Value}"));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>The log line that holds all the words given.</summary>
    public Task<string> Logged(params string[] words) => LoggedFrom(0, words);

    /// <summary>The same among the lines that follow the first <paramref name="from"/>.</summary>
    public Task<string> LoggedFrom(int from, params string[] words) =>
        program.Lines.Find(line => words.All(word => line.Contains(word, StringComparison.Ordinal)), from);

    public int Id => program.Id;

    /// <summary>Ends when the program does, by whatever hand.</summary>
    public Task Ended => program.Ended;

    public Task<int> Terminate() => program.Terminate();

    public Task Kill() => program.Kill();

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [GeneratedRegex(@"https?://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
