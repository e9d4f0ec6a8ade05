using System.Collections.Concurrent;
using System.Net;
using System.Xml.Linq;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Tests.Proofs.Soaks;

/// <summary>People who read everything, search for many things, follow dead links and send forms, for as long as they are let.</summary>
sealed class Crowd(Uri site, Random random) : IDisposable
{
    static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);
    static readonly string[] Words = ["pain", "how long", "blood pressure", "bladder", "price", "nausea", "drive home", "crps", "nasal spray", "depression", "glutamate", "infusion"];
    static readonly string[] Encodings = ["br", "gzip", "identity", "gzip, deflate, br"];

    readonly HttpClient stays = new();
    readonly HttpClient comesAnew = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    readonly ConcurrentBag<string> references = [];
    Uri[] pages = [];
    int read, wrong, asked;

    public IReadOnlyCollection<string> References => references;

    public int Read => read;

    public int Wrong => wrong;

    public async Task Come(CancellationToken close)
    {
        if (pages.Length == 0) pages = [.. XDocument.Parse(await stays.GetStringAsync(new Uri(site, "/sitemap.xml"), close)).Descendants().Where(element => element.Name.LocalName == "loc").Select(place => new Uri(site, new Uri(place.Value).AbsolutePath))];
        await Task.WhenAll(AtPace(ReadEvery, ReadOne, close), AtPace(AskEvery, Ask, close));
    }

    public void Dispose()
    {
        stays.Dispose();
        comesAnew.Dispose();
    }

    /// <summary>One visit after the other, until the doors close.</summary>
    public static async Task AtPace(TimeSpan every, Func<Task> visit, CancellationToken close)
    {
        using var pace = new PeriodicTimer(every);
        try
        {
            while (await pace.WaitForNextTickAsync(close)) await visit();
        }
        catch (OperationCanceledException)
        {
            // The day is over.
        }
    }

    async Task ReadOne()
    {
        var (address, expected) = random.Next(20) switch
        {
            0 => (new Uri(site, $"/articles/{random.Next()}"), HttpStatusCode.NotFound),
            1 or 2 => (new Uri(site, $"/search?q={Uri.EscapeDataString($"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]} {random.Next(1_000)}")}"), HttpStatusCode.OK),
            _ => (pages[random.Next(pages.Length)], HttpStatusCode.OK),
        };
        using var question = new HttpRequestMessage(HttpMethod.Get, address);
        question.Headers.TryAddWithoutValidation("Accept-Encoding", Encodings[random.Next(Encodings.Length)]);
        using var answer = await (random.Next(5) == 0 ? comesAnew : stays).SendAsync(question);
        read++;
        if (answer.StatusCode != expected) wrong++;
    }

    async Task Ask()
    {
        using var asker = new Asker(asked++);
        if (await asker.Ask(site)) references.Add(asker.Reference!);
        else wrong++;
    }
}
