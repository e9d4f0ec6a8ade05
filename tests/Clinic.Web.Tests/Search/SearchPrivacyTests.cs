using System.Net.Sockets;
using System.Text;

namespace Clinic.Web.Tests.Search;

public sealed class SearchPrivacyTests
{
    const string Secret = "zebrafinch";

    [Fact]
    public async Task Nothing_of_a_query_reaches_the_log_at_its_most_talkative()
    {
        var folder = Directory.CreateTempSubdirectory("log-");
        try
        {
            using (var site = new SearchedSite())
            {
                // The test host hands on every key with a value, also MinimumLevel itself.
                foreach (var level in new[] { "", ":Default", ":Override:Microsoft", ":Override:System" }) site.Settings[$"Serilog:MinimumLevel{level}"] = "Verbose";
                site.Settings["Log:File"] = Path.Combine(folder.FullName, "site.log");
                site.UseKestrel(0);
                site.StartServer();
                var server = site.ClientOptions.BaseAddress;
                foreach (var request in Requests) await Send(server, request);
            }
            var log = string.Concat(folder.EnumerateFiles().Select(file => File.ReadAllText(file.FullName)));

            Assert.Contains("\"search\"", log, StringComparison.Ordinal);
            Assert.Contains("\"Level\":\"Debug\"", log, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("zebra", log, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static readonly string[] Requests =
    [
        $"GET /search?q={Secret} HTTP/1.1",
        $"GET /search?q=ketemine+{Secret}+want+to+die HTTP/1.1",
        $"GET /search?q=%22{Secret}%22%00%20AND HTTP/1.1",
        $"HEAD /search?q={Secret} HTTP/1.1",
        $"POST /search?q={Secret} HTTP/1.1",
        $"DELETE /search?q={Secret} HTTP/1.1",
        $"GET /Search/?q={Secret} HTTP/1.1",
        $"GET /no-such-page?q={Secret} HTTP/1.1",
        $"GET /search?q={Secret} and more HTTP/1.1",
        $"GE(T /search?q={Secret} HTTP/1.1",
        $"GET search?q={Secret} HTTP/1.1",
        $"GET /search?q={Secret} HTTP/9.9",
        $"GET /search?q={Secret}{new string('a', 5000)} HTTP/1.1",
    ];

    static async Task Send(Uri server, string requestLine)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{requestLine}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=depression")]
    [InlineData("/search?q=want+to+die")]
    public async Task The_answer_is_kept_by_nobody(string address)
    {
        using var site = new SearchedSite();
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        var page = await ClinicSite.Html(answer);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
        Assert.DoesNotContain("depression", page.Title, StringComparison.OrdinalIgnoreCase);
    }
}
