namespace Clinic.Web.Benchmarks;

/// <summary>Ten thousand connections that dawdle, while others read an article.</summary>
static class SlowVisitors
{
    const int Slow = 10_000;
    const double Readers = 200;
    static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    public static async Task Print()
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder);
        await WarmUp(site);
        var before = await Reading(site, TimeSpan.FromSeconds(10));
        var memoryBefore = site.ResidentBytes;

        using var stop = new CancellationTokenSource();
        using var crowd = await Crowd.Gather("dawdle", $"{site.Port}", $"{Slow}");
        var during = Visitors.Read(site.Port, ManyArticles.Article, Readers, stop.Token);
        await crowd.Go();
        var atOnce = await crowd.Says();
        var memoryDuring = site.ResidentBytes;
        var gone = await crowd.Says();
        await stop.CancelAsync();
        var (times, errors) = await during;
        await Task.Delay(Rest);
        var after = await Reading(site, TimeSpan.FromSeconds(10));

        Table.Say($"### {Slow:#,0} slow connections (headers, body, reading), {atOnce} of them at once, while others read {Readers:0} articles a second\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "Wrong", "Memory");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:", "--:");
        Table.Row("before", before.Times.At(0.5), before.Times.At(0.99), before.Times.At(0.999), before.Times.Count, before.Errors, $"{memoryBefore >> 20} MB");
        Table.Row($"during; all were let go after {gone}", times.At(0.5), times.At(0.99), times.At(0.999), times.Count, errors, $"{memoryDuring >> 20} MB");
        Table.Row("after", after.Times.At(0.5), after.Times.At(0.99), after.Times.At(0.999), after.Times.Count, after.Errors, $"{site.ResidentBytes >> 20} MB");
    }

    // A server that has been up for a while has compiled what it does often.
    static async Task WarmUp(PublishedSite site)
    {
        using (var few = await Crowd.Gather("dawdle", $"{site.Port}", $"{Slow / 5}"))
        {
            await few.Go();
            await few.Says();
        }
        await Reading(site, TimeSpan.FromSeconds(10));
    }

    static Task<(Times Times, int Errors)> Reading(PublishedSite site, TimeSpan time) => Visitors.Read(site.Port, ManyArticles.Article, Readers, time);
}
