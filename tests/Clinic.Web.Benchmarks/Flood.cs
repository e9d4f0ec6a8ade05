namespace Clinic.Web.Benchmarks;

/// <summary>A thousand posts a second for a minute from one address, while others read and one person elsewhere asks.</summary>
static class Flood
{
    const double PerSecond = 1_000;
    const double Readers = 200;
    static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    public static async Task Print()
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder);
        // A server that has been up for a while has taken forms, too many of them as well.
        await Visitors.Ask(site, 50, 400, "203.0.113.50", CancellationToken.None);
        await Reading(site, TimeSpan.FromSeconds(5));
        var (before, beforeErrors) = await Reading(site, TimeSpan.FromSeconds(20));
        var disk = SizeOf(site);

        using var stop = new CancellationTokenSource(Minute);
        var reading = Visitors.Read(site, ManyArticles.Article, Readers, stop.Token);
        var flooding = Pour(site, stop.Token);
        await Task.Delay(Minute / 2);
        var (person, answer) = await Visitors.Ask(site, 1, 1, "203.0.113.77", CancellationToken.None);
        var (times, errors) = await reading;
        var statuses = await flooding;

        Table.Say($"### {PerSecond:#,0} posts a second for {Minute.TotalSeconds:0} s from one address\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "Wrong");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:");
        Table.Row($"an article, {Readers:0}/s, before", before.At(0.5), before.At(0.99), before.At(0.999), before.Count, beforeErrors);
        Table.Row("during", times.At(0.5), times.At(0.99), times.At(0.999), times.Count, errors);
        Table.Say($"\nThe flood was answered {string.Join(", ", statuses.Select(status => $"{status.Value:#,0} × {status.Key}"))}. A person at another address was answered {(int)answer.Keys.Single()} in {person.At(0.5).TotalMilliseconds:0} ms. Store and log grew by {(SizeOf(site) - disk) / 1024:#,0} kB.");
    }

    static async Task<(Times Times, int Errors)> Reading(PublishedSite site, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await Visitors.Read(site, ManyArticles.Article, Readers, stop.Token);
    }

    static async Task<IReadOnlyDictionary<int, int>> Pour(PublishedSite site, CancellationToken stop)
    {
        using var browser = site.Browser("198.51.100.66");
        var form = await Visitors.Form.Open(browser);
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        var began = System.Diagnostics.Stopwatch.StartNew();
        var posts = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            while (posts.Count < began.Elapsed.TotalSeconds * PerSecond) posts.Add(Post());
            await Task.Delay(1, CancellationToken.None);
        }
        await Task.WhenAll(posts);
        return statuses;

        async Task Post() => statuses.AddOrUpdate((int)await form.Send(browser), 1, (_, count) => count + 1);
    }

    static long SizeOf(PublishedSite site) => Directory.EnumerateFiles(site.StoreFolder, "*", SearchOption.AllDirectories).Append(site.LogFile).Sum(file => new FileInfo(file).Length);
}
