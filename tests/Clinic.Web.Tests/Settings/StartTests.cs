using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Settings;

/// <summary>The real program, started as a server would start it.</summary>
[Trait("Pace", "Slow")]
public sealed class StartTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("start-");

    [Fact]
    public async Task Without_settings_it_stops_and_names_each()
    {
        var (code, errors, _) = await Start([]);

        Assert.Equal(2, code);
        Assert.All(errors, sentence => Assert.StartsWith("The setting ", sentence, StringComparison.Ordinal));
        Assert.Equal(["Site:PublicUrl", "Mail:Mode", "Mail:Host", "Mail:From", "Mail:To"], errors.Select(sentence => sentence.Split(' ')[2]));
    }

    [Theory]
    [InlineData("Mail__Mode", "")]
    [InlineData("Mail__To", "nobody")]
    [InlineData("Site__Serve", "Staff")]
    [InlineData("Store__KeyCertificate", "/nothing.pfx")]
    public async Task A_start_that_is_refused_makes_nothing(string setting, string value)
    {
        var (store, log) = (Path.Combine(folder.FullName, "store"), Path.Combine(folder.FullName, "logs", "clinic.json"));
        var settings = new Dictionary<string, string>(Whole(store)) { ["Log__File"] = log, [setting] = value };

        var (code, errors, _) = await Start(settings);

        Assert.Equal(2, code);
        Assert.Contains(setting.Replace("__", ":", StringComparison.Ordinal), Assert.Single(errors), StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Begun_in_any_folder_it_keeps_requests_where_the_program_is()
    {
        var (_, _, lines) = await Start([], "doctor");

        Assert.Contains(lines, line => line.Contains(Path.Combine(AppContext.BaseDirectory, "var"), StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(folder.FullName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_left_in_the_folder_it_is_begun_in_are_not_forgotten()
    {
        var left = Directory.CreateDirectory(Path.Combine(folder.FullName, "var")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "requests.db"), "");

        var (code, errors, _) = await Start([]);

        Assert.Equal(2, code);
        var sentence = Assert.Single(errors, sentence => sentence.StartsWith("The setting Store:Folder ", StringComparison.Ordinal));
        Assert.Contains(left, sentence, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "var"), sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begun_in_a_folder_with_settings_it_goes_by_those()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), """{ "Store": { "Folder": "kept-here" } }""");

        var (_, _, lines) = await Start([], "doctor");

        Assert.Contains(lines, line => line.Contains(Path.Combine(folder.FullName, "kept-here"), StringComparison.Ordinal));
    }

    [Fact]
    public void No_settings_file_is_watched_so_that_a_machine_without_watches_starts()
    {
        using var site = new ClinicSite();
        var files = ((IConfigurationRoot)site.Services.GetRequiredService<IConfiguration>()).Providers.OfType<FileConfigurationProvider>().ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.Source.ReloadOnChange);
    }

    [Fact]
    public async Task With_a_damaged_store_it_stops_and_names_the_file()
    {
        var database = Path.Combine(folder.FullName, "requests.db");
        await File.WriteAllTextAsync(database, new string('x', 8192));

        var (code, errors, _) = await Start(Whole(folder.FullName));

        Assert.Equal(2, code);
        Assert.Contains(database, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_port_that_another_program_has_it_stops_with_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, errors, _) = await Start(new() { ["Store__Folder"] = folder.FullName }, "--environment", "Development", "--urls", address);

        Assert.Equal(2, code);
        Assert.Contains(address, Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("choose another port", errors[0], StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    static Dictionary<string, string> Whole(string store) => new()
    {
        ["Site__PublicUrl"] = "https://clinic.example",
        ["Store__Folder"] = store,
        ["Mail__Mode"] = "Notice",
        ["Mail__Host"] = "localhost",
        ["Mail__From"] = "website@clinic.example",
        ["Mail__To"] = "desk@clinic.example",
    };

    async Task<(int Code, string[] Errors, string[] Lines)> Start(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Clinic.Web.dll"), .. arguments]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (key, value) in settings.Append(new("ASPNETCORE_ENVIRONMENT", "Production"))) start.Environment[key] = value;
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = program.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = await program.StandardError.ReadToEndAsync(patience.Token);
            await program.WaitForExitAsync(patience.Token);
            return (program.ExitCode, Lines(errors), Lines(await output));
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
        }
    }

    static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
