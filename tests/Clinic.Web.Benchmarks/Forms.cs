using System.Diagnostics;
using System.Net;

namespace Clinic.Web.Benchmarks;

/// <summary>Requests that are sealed and written with a sync each, while the mail server is dead; and what readers notice of them.</summary>
static class Forms
{
    const int Writers = 8;
    const double Steady = 20;
    const double Many = 100;
    const double Readers = 500;

    static readonly Dictionary<string, string> NoLimits = new() { ["Limits__PostsPerAddress"] = "1000000", ["Limits__KeptPerAddress"] = "1000000", ["Limits__KeptInAll"] = "1000000" };

    public static async Task Print(Pace pace)
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder, core: null, NoLimits);
        // The first hundreds are slow for everybody, until what they need is compiled for good.
        await AsManyAsItTakes(site, pace);
        await site.IsQuiet();
        var most = await AsManyAsItTakes(site, pace);
        var (steady, kept) = await Visitors.Ask(site.Port, Steady, (int)(Steady * pace.Posting.TotalSeconds), "198.51.100.3");
        await using var nginx = await Nginx.StartBeside(site);
        (string Name, int Port, string Path)[] read = [("an article", site.Port, ManyArticles.Article), ("the same from an nginx on the same cores, which has nothing to do with the posts", nginx.Port, Nginx.Article)];
        foreach (var (_, port, path) in read) await Wrk.Ask(port, path, pace.WarmUp);
        await site.IsQuiet();

        Table.Say($"### Forms, each sealed and written with a sync, mail server dead\n");
        Table.Row("What", "p50", "p99", "p99.9", "Answers");
        Table.Row("---", "--:", "--:", "--:", "---");
        Table.Row($"{Steady:0} posts/s", steady.At(0.5), steady.At(0.99), steady.At(0.999), kept);
        Table.Row($"{Writers} writers without pause: {most.PerSecond:0} posts/s", most.Times.At(0.5), most.Times.At(0.99), most.Times.At(0.999), $"{most.Times.Count} × 303");
        foreach (var (name, port, path) in read)
        {
            var (quiet, quietErrors) = await Reading(port, path, pace, posting: null);
            using var crowd = await Crowd.Gather("post", $"{site.Port}", "198.51.100.4", $"{Many}", $"{Many * pace.Posting.TotalSeconds}");
            var (busy, busyErrors) = await Reading(port, path, pace, crowd);
            var posted = await crowd.Says();
            Table.Row($"{name}, {Readers:0}/s, no posts", quiet.At(0.5), quiet.At(0.99), quiet.At(0.999), $"{quiet.Count}, {quietErrors} wrong");
            Table.Row($"{name}, {Readers:0}/s, during {Many:0} posts/s ({posted})", busy.At(0.5), busy.At(0.99), busy.At(0.999), $"{busy.Count}, {busyErrors} wrong");
            await site.IsQuiet();
        }
        Table.Say("");
    }

    static async Task<(Times Times, int Errors)> Reading(int port, string path, Pace pace, Crowd? posting)
    {
        if (posting is not null) await posting.Go();
        return await Visitors.Read(port, path, Readers, pace.Posting);
    }

    static async Task<(Times Times, double PerSecond)> AsManyAsItTakes(PublishedSite site, Pace pace)
    {
        using var browser = PublishedSite.Browser(site.Port, "198.51.100.5");
        var forms = new System.Collections.Concurrent.ConcurrentQueue<Visitors.Form>();
        for (var i = 0; i < 200 * pace.Posting.TotalSeconds / 4; i++) forms.Enqueue(await Visitors.Form.Open(browser));
        var times = new System.Collections.Concurrent.ConcurrentBag<TimeSpan>();
        var began = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (forms.TryDequeue(out var form))
            {
                var started = Stopwatch.GetTimestamp();
                if (await form.Send(browser) == HttpStatusCode.SeeOther) times.Add(Stopwatch.GetElapsedTime(started));
            }
        }));
        return (new(times), times.Count / began.Elapsed.TotalSeconds);
    }
}
