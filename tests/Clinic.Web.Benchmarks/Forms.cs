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
        await Wrk.Ask(site.Port, ManyArticles.Article, pace.WarmUp);
        await Wrk.Ask(nginx.Port, Nginx.Article, pace.WarmUp);
        await site.IsQuiet();
        var (ofSite, ofNginx) = (new List<Round>(), new List<Round>());
        while (ofSite.Count < pace.Rounds)
        {
            ofSite.Add(await Read(site, site.Port, ManyArticles.Article, pace.Posting / 2));
            ofNginx.Add(await Read(site, nginx.Port, Nginx.Article, pace.Posting / 2));
        }

        Table.Say($"### Forms, each sealed and written with a sync, mail server dead; articles in {pace.Rounds} rounds without and with posts, medians of all rounds, also of what the posts add\n");
        Table.Row("What", "p50", "p99", "p99.9", "Answers", "p99 with posts to without");
        Table.Row("---", "--:", "--:", "--:", "---", "--:");
        Table.Row($"{Steady:0} posts/s", steady.At(0.5), steady.At(0.99), steady.At(0.999), kept, "");
        Table.Row($"{Writers} writers without pause: {most.PerSecond:0} posts/s", most.Times.At(0.5), most.Times.At(0.99), most.Times.At(0.999), $"{most.Times.Count} × 303", "");
        var posts = $"{Readers:0}/s, during {Many:0} posts/s ({pace.Rounds * PostsIn(pace.Posting / 2):#,0} kept)";
        ofSite.Print($"an article, {Readers:0}/s, no posts", $"an article, {posts}");
        ofNginx.Print($"the same from an nginx on the same cores, which has nothing to do with the posts, {Readers:0}/s, no posts", $"that nginx, {posts}");
        Rounds.PrintBeyond(ofSite, ofNginx);
        Table.Say("");
    }

    static double PostsIn(TimeSpan time) => Many * time.TotalSeconds;

    static async Task<Round> Read(PublishedSite site, int port, string path, TimeSpan time)
    {
        var quiet = await Visitors.ReadWell(port, path, Readers, time);
        using var crowd = await Crowd.Gather("post", $"{site.Port}", "198.51.100.4", $"{Many}", $"{PostsIn(time)}");
        await crowd.Go();
        var busy = await Visitors.ReadWell(port, path, Readers, time);
        var (posted, expected) = (await crowd.Says(), $"{PostsIn(time):#,0} × {(int)HttpStatusCode.SeeOther}");
        if (posted != expected) throw new InvalidOperationException($"The posts were answered {posted} instead of {expected}.");
        await site.IsQuiet();
        return new(quiet, busy);
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
