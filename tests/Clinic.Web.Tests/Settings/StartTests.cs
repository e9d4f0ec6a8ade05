using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Settings;

/// <summary>The real program, started as a server would start it.</summary>
public sealed class StartTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("start-");

    [Fact]
    public async Task Without_settings_it_stops_and_names_each()
    {
        var (code, errors) = await Start([]);

        Assert.Equal(2, code);
        Assert.All(errors, sentence => Assert.StartsWith("The setting ", sentence, StringComparison.Ordinal));
        Assert.Equal(["Site:PublicUrl", "Mail:Mode", "Mail:Host", "Mail:From", "Mail:To"], errors.Select(sentence => sentence.Split(' ')[2]));
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

        var (code, errors) = await Start(new()
        {
            ["Site__PublicUrl"] = "https://clinic.example",
            ["Store__Folder"] = folder.FullName,
            ["Mail__Mode"] = "Notice",
            ["Mail__Host"] = "localhost",
            ["Mail__From"] = "website@clinic.example",
            ["Mail__To"] = "desk@clinic.example",
        });

        Assert.Equal(2, code);
        Assert.Contains(database, Assert.Single(errors), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    async Task<(int Code, string[] Errors)> Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Clinic.Web.dll")]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (key, value) in settings.Append(new("ASPNETCORE_ENVIRONMENT", "Production"))) start.Environment[key] = value;
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = program.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = await program.StandardError.ReadToEndAsync(patience.Token);
            await output;
            await program.WaitForExitAsync(patience.Token);
            return (program.ExitCode, errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
        }
    }
}
