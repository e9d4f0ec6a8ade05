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
        await Visitors.Ask(site.Port, 50, 400, "203.0.113.50");
        await using var nginx = await Nginx.StartBeside(site);
        Task<(Times Times, int Errors)> Read(TimeSpan time) => Visitors.Read(site.Port, ManyArticles.Article, Readers, time);
        Task<(Times Times, int Errors)> ReadNginx(TimeSpan time) => Visitors.Read(nginx.Port, Nginx.Article, Readers, time);
        await Read(TimeSpan.FromSeconds(5));
        await ReadNginx(TimeSpan.FromSeconds(5));
        var (before, beforeErrors) = await Read(TimeSpan.FromSeconds(20));
        var (nginxBefore, nginxBeforeErrors) = await ReadNginx(TimeSpan.FromSeconds(20));
        var disk = SizeOf(site);

        // The first minute is for those who read the site, the second for those who read nginx beside it.
        using var crowd = await Crowd.Gather("flood", $"{site.Port}", "198.51.100.66", $"{PerSecond}", $"{2 * Minute.TotalSeconds}");
        await crowd.Go();
        var reading = Read(Minute);
        await Task.Delay(Minute / 2);
        var (person, answer) = await Visitors.Ask(site.Port, 1, 1, "203.0.113.77");
        var (times, errors) = await reading;
        var (nginxTimes, nginxErrors) = await ReadNginx(Minute);
        var statuses = await crowd.Says();

        Table.Say($"### {PerSecond:#,0} posts a second for {2 * Minute.TotalSeconds:0} s from one address\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "Wrong");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:");
        Table.Row($"an article, {Readers:0}/s, before", before.At(0.5), before.At(0.99), before.At(0.999), before.Count, beforeErrors);
        Table.Row("during", times.At(0.5), times.At(0.99), times.At(0.999), times.Count, errors);
        Table.Row("the same from an nginx on the same cores, before", nginxBefore.At(0.5), nginxBefore.At(0.99), nginxBefore.At(0.999), nginxBefore.Count, nginxBeforeErrors);
        Table.Row("during", nginxTimes.At(0.5), nginxTimes.At(0.99), nginxTimes.At(0.999), nginxTimes.Count, nginxErrors);
        Table.Say($"\nThe flood was answered {statuses}. A person at another address was answered in {person.At(0.5).TotalMilliseconds:0} ms ({answer}). Store and log grew by {(SizeOf(site) - disk) / 1024:#,0} kB.");
    }

    static long SizeOf(PublishedSite site) => Directory.EnumerateFiles(site.StoreFolder, "*", SearchOption.AllDirectories).Append(site.LogFile).Sum(file => new FileInfo(file).Length);
}
