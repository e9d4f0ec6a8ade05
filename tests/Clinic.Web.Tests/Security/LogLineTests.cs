using System.Globalization;
using System.Text.Json;
using Clinic.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.Web.Tests.Security;

/// <summary>The log: one line for one event, in JSON with its time, and every refusal and mistake in it.</summary>
[Trait("Pace", "Slow")]
public sealed class LogLineTests : IDisposable
{
    readonly DirectoryInfo logs = Directory.CreateTempSubdirectory("logs-");

    [Fact]
    public async Task One_event_is_one_line_with_its_time_whatever_it_holds()
    {
        using var site = Logging(new());
        await site.Browser("https").GetAsync(new Uri("/livez", UriKind.Relative));
        site.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Clinic.Web.Tests").LogInformation("It says {Words}", "one\r\n{\"Level\":\"Forged\"}\n\u001b[31m\u2028\u2029\u0085\0 end");

        var lines = Lines();

        Assert.Single(lines, line => line.Contains("It says", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            var time = json.RootElement.GetProperty("Timestamp").GetString()!;
            Assert.Matches(@"(Z|[+-]\d\d:\d\d)$", time);
            Assert.True(DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _));
            Assert.NotEqual("Forged", json.RootElement.TryGetProperty("Level", out var level) ? level.GetString() : null);
            Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        }
    }

    [Fact]
    public async Task What_was_refused_is_in_the_log()
    {
        using var site = Logging(new() { Settings = { ["Limits:PostsPerAddress"] = "1" } });
        using var browser = site.Browser("https");
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/articles") { Headers = { Host = "evil.example" } };
        await browser.SendAsync(foreign);
        for (var i = 0; i < 2; i++)
        {
            using var nothing = new FormUrlEncodedContent([]);
            await browser.PostAsync(FormBrowser.Address, nothing);
        }
        await browser.DeleteAsync(new Uri("/articles", UriKind.Relative));
        await browser.GetAsync(new Uri("/request/nothing", UriKind.Relative));

        var answered = Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Properties")).Where(properties => properties.TryGetProperty("Status", out _))
            .Select(properties => $"{properties.GetProperty("Method").GetString()} {properties.GetProperty("Status").GetInt32()}").ToList();

        Assert.Superset(new HashSet<string> { "GET 400", "POST 400", "POST 429", "other 405", "GET 404" }, answered.ToHashSet());
    }

    [Fact]
    public async Task A_mistake_of_ours_is_in_the_log_by_its_type()
    {
        using var site = Logging(new() { HasLostItsKeys = true });
        await site.Browser("https").GetAsync(FormBrowser.Address);

        var mistake = Assert.Single(Lines(), line => line.Contains("System.InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain("Quokkaname", mistake, StringComparison.Ordinal);
    }

    public void Dispose() => logs.Delete(recursive: true);

    SecureSite Logging(SecureSite site)
    {
        site.Settings["Log:File"] = Path.Combine(logs.FullName, "clinic.json");
        return site;
    }

    List<string> Lines()
    {
        using var open = new StreamReader(new FileStream(Assert.Single(logs.GetFiles()).FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return [.. open.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))];
    }
}
