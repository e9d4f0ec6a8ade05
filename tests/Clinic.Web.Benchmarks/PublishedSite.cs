using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Clinic.Web.Benchmarks;

/// <summary>The published program, as on a server behind a proxy: a public https address, its log written, one core.</summary>
sealed class PublishedSite : IAsyncDisposable
{
    public const string Host = "clinic.example";

    static string? published;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-bench-");
    readonly Process process;
    readonly string allocations;

    PublishedSite(string content, int? core, IReadOnlyDictionary<string, string> settings)
    {
        Port = Tool.FreePort();
        allocations = Path.Combine(folder.FullName, "allocated");
        LogFile = Path.Combine(folder.FullName, "log");
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
            ["Site__PublicUrl"] = $"https://{Host}",
            ["Site__ContentFolder"] = content,
            ["Store__Folder"] = Path.Combine(folder.FullName, "store"),
            ["Mail__Mode"] = "Notice",
            ["Mail__Host"] = "localhost",
            // Nobody listens there: the mail server is dead.
            ["Mail__Port"] = "1",
            ["Mail__From"] = "website@clinic.example",
            ["Mail__To"] = "desk@clinic.example",
            ["Mail__Heartbeat"] = "false",
            ["Limits__FastestPerson"] = "00:00:00.0000001",
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [StartupHook.FileVariable] = allocations,
        };
        foreach (var (name, value) in settings) environment[name] = value;
        // Straight into the file: whoever measures has no work with it.
        process = Tool.Start("sh", ["-c", "exec \"$@\" > \"$0\" 2>&1", LogFile, .. Tool.OnCore(core, "dotnet", Path.Combine(published!, "Clinic.Web.dll"))], environment);
    }

    public int Port { get; }

    public int Id => process.Id;

    public string LogFile { get; }

    public string StoreFolder => Path.Combine(folder.FullName, "store");

    public TimeSpan ToFirstPage { get; private set; }

    public long ResidentBytes => Tool.MemoryBytes(process.Id, "VmRSS");

    /// <summary>Of these, pages of program files, which the machine can take back and read again.</summary>
    public long MappedFileBytes => Tool.MemoryBytes(process.Id, "RssFile");

    /// <summary>Publishes once; starts, and waits for the first good answer.</summary>
    public static async Task<PublishedSite> Start(string content, int? core = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        published ??= await Publish();
        var started = Stopwatch.StartNew();
        var site = new PublishedSite(content, core, settings ?? new Dictionary<string, string>());
        using var browser = site.Browser();
        while (true)
        {
            if (site.process.HasExited) throw new InvalidOperationException($"The site ended: {await File.ReadAllTextAsync(site.LogFile)}");
            try
            {
                using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(2);
            }
        }
        site.ToFirstPage = started.Elapsed;
        return site;
    }

    public HttpClient Browser() => Browser(Port);

    /// <summary>A visitor as the proxy presents them.</summary>
    public static HttpClient Browser(int port, string visitor = "198.51.100.1")
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 256 }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        foreach (var (name, value) in Headers(visitor)) browser.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return browser;
    }

    public static IEnumerable<(string Name, string Value)> Headers(string visitor = "198.51.100.1") => [("Host", Host), ("X-Forwarded-For", visitor), ("X-Forwarded-Proto", "https")];

    /// <summary>Bytes that the process allocated since it began.</summary>
    public async Task<long> Allocated()
    {
        File.Delete(allocations);
        await Tool.Run("kill", "-USR1", $"{process.Id}");
        while (!File.Exists(allocations)) await Task.Delay(5);
        return long.Parse(await File.ReadAllTextAsync(allocations), CultureInfo.InvariantCulture);
    }

    /// <summary>What is done behind is done: the processor time of the process stands still.</summary>
    public async Task IsQuiet()
    {
        using var running = Process.GetProcessById(Id);
        for (var before = TimeSpan.Zero - TimeSpan.FromDays(1); ;)
        {
            running.Refresh();
            var now = running.TotalProcessorTime;
            if (now - before < TimeSpan.FromMilliseconds(150)) return;
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    static async Task<string> Publish()
    {
        var target = Path.Combine(Path.GetTempPath(), "clinic-bench-published");
        var repository = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal)];
        await Tool.Run("dotnet", "publish", Path.Combine(repository, "src", "Clinic.Web"), "-c", "Release", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "-o", target, "-v", "q", "-nologo");
        return target;
    }
}
