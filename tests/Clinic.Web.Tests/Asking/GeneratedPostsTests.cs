using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Clinic.Web.Consultations;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Asking;

/// <summary>Whatever is posted, the site answers in one of its own ways.</summary>
[Trait("Pace", "Long")]
public sealed class GeneratedPostsTests : IDisposable
{
    const int Posts = 10_000;
    /// <summary>Another one finds other posts; on failure it is said with the number of the post.</summary>
    const int Seed = 20261021;

    static readonly HttpStatusCode[] OurWays = [HttpStatusCode.SeeOther, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge];

    readonly AskingSite site = new AskingSite().WithAQuietLog();

    public GeneratedPostsTests()
    {
        foreach (var limit in new[] { "PostsPerAddress", "KeptPerAddress", "KeptInAll", "SuspectedInAll", "SuspectedADay", "SearchesPerAddress" }) site.Settings[$"Limits:{limit}"] = "1000000";
    }

    [Fact]
    public async Task No_post_of_ten_thousand_is_a_mistake_of_ours()
    {
        // Each post is another person's: none carries the cookie of one before.
        using var browser = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new("http://localhost") });
        var opened = await browser.GetAsync(FormBrowser.Address);
        browser.DefaultRequestHeaders.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var page = await ClinicSite.Html(opened);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var tickets = site.Services.GetRequiredService<SubmissionTickets>();
        var answered = new ConcurrentDictionary<HttpStatusCode, int>();
        var wrong = new ConcurrentQueue<string>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Posts), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (post, cancel) =>
        {
            try
            {
                using var body = new PostGenerator(Seed + post, token, tickets.Issue()).Next();
                using var answer = await browser.PostAsync(FormBrowser.Address, body, cancel);
                answered.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
                if (!OurWays.Contains(answer.StatusCode)) wrong.Enqueue($"seed {Seed + post}: {(int)answer.StatusCode}");
            }
#pragma warning disable CA1031 // Whatever came through the pipeline is what this looks for.
            catch (Exception e)
#pragma warning restore CA1031
            {
                wrong.Enqueue($"seed {Seed + post}: {e.GetType().Name} {e.Message}");
            }
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {Posts}, such as\n{string.Join('\n', wrong.Take(20))}\n{string.Join('\n', site.Log().Split('\n').Take(5))}");
        Assert.Equal("", site.Log());
        // Enough came to each end for this to mean something.
        Assert.All(OurWays, status => Assert.InRange(answered.GetValueOrDefault(status), Posts / 100, Posts));
        Assert.Equal(answered[HttpStatusCode.SeeOther], (await site.Store.Reader.List(default)).Count);
    }

    [Fact]
    public void The_same_seed_makes_the_same_post()
    {
        static byte[] Bytes(int seed) => new PostGenerator(seed, "token", "ticket").Next().ReadAsByteArrayAsync().Result;

        Assert.All(Enumerable.Range(Seed, 50), seed => Assert.Equal(Bytes(seed), Bytes(seed)));
        Assert.True(Enumerable.Range(Seed, 50).Select(seed => Convert.ToHexString(Bytes(seed))).Distinct().Count() > 40);
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nFullName=x\r\n0\r\n\r\n")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nFullN")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nFullName=x")]
    [InlineData("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 60\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"FullName\"\r\n\r\nQu")]
    [InlineData("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n\r\n--y")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\nx")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("Content-Length: 3\r\n\r\nabc")]
    public async Task A_post_that_breaks_off_or_lies_about_its_length_is_not_a_mistake_of_ours(string rest)
    {
        site.UseKestrel(0);
        site.StartServer();
        using var socket = new TcpClient();
        await socket.ConnectAsync(site.ClientOptions.BaseAddress.Host, site.ClientOptions.BaseAddress.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{rest}"));
        socket.Client.Shutdown(SocketShutdown.Send);

        Assert.Matches("^(HTTP/1.1 4|$)", await FirstLine(stream));
        // The site goes on, and nobody was alarmed.
        using var next = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress, DefaultRequestHeaders = { Host = "localhost" } };
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync(FormBrowser.Address)).StatusCode);
        Assert.Equal("", site.Log());
    }

    public void Dispose() => site.Dispose();

    // A server that closes before it has read everything may reset the connection: to the sender that is no answer.
    static async Task<string> FirstLine(NetworkStream stream)
    {
        try
        {
            return await new StreamReader(stream, Encoding.UTF8).ReadLineAsync() ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
