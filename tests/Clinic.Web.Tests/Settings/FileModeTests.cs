using System.Diagnostics;
using System.Runtime.Versioning;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Settings;

/// <summary>The real program under a umask that lets everybody do everything.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Pace", "Long")]
public sealed class FileModeTests : IDisposable
{
    static readonly string[] UnderAnOpenUmask = ["sh", "-c", "umask 000; exec \"$@\"", "sh"];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("modes-");

    [SkippableFact]
    public async Task Whatever_the_umask_what_the_program_makes_is_for_its_owner_only()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var settings = new Dictionary<string, string>
        {
            ["Store:Folder"] = Path.Combine(folder.FullName, "deep", "store"),
            ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
            ["Log:File"] = Path.Combine(folder.FullName, "logs", "clinic.json"),
            ["Site:Preview"] = "false",
        };
        await using (var site = await SiteProcess.Start("Development", "http", settings, UnderAnOpenUmask))
        {
            using var visitor = new Visitor(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), site.Address);
            await visitor.OpenForm();
            await visitor.Press(Visitor.Answers());
            await site.Logged("delivered by");
            AssertShut();
            await site.Terminate();
        }
        await Run(settings, "backup", Path.Combine(folder.FullName, "backup"));
        await Run(settings, "requests", "export", Path.Combine(folder.FullName, "export.csv"));
        await Run(new(settings) { ["Store:Folder"] = Path.Combine(folder.FullName, "restored") }, "restore", Path.Combine(folder.FullName, "backup"));

        AssertShut();
        foreach (var name in new[] { "deep/store/requests.db", "mail", "logs", "backup/requests.db", "export.csv", "restored/requests.db" })
            Assert.True(Path.Exists(Path.Combine(folder.FullName, name)), name);
    }

    public void Dispose() => folder.Delete(recursive: true);

    static async Task Run(Dictionary<string, string> settings, params string[] command)
    {
        var program = typeof(global::Program).Assembly.Location;
        var start = new ProcessStartInfo("sh", [.. UnderAnOpenUmask[1..], "dotnet", program, .. command])
        {
            WorkingDirectory = Path.GetDirectoryName(program)!,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var running = Process.Start(start)!;
        var said = await Task.WhenAll(running.StandardOutput.ReadToEndAsync(), running.StandardError.ReadToEndAsync());
        await running.WaitForExitAsync();
        Assert.True(running.ExitCode == 0, string.Join('\n', said));
    }

    void AssertShut()
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var open = folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(made => made.UnixFileMode != (made is DirectoryInfo ? Owner | UnixFileMode.UserExecute : Owner))
            .Select(made => $"{made.FullName}: {made.UnixFileMode}").ToList();
        Assert.True(open.Count == 0, string.Join('\n', open));
    }
}
