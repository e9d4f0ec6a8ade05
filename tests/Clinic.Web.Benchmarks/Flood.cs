using System.Net;

namespace Clinic.Web.Benchmarks;

/// <summary>A thousand posts a second from one address, a minute at a time, while others read and one person elsewhere asks.</summary>
static class Flood
{
    const double PerSecond = 1_000;
    const double Readers = 200;
    const int Floods = 7;
    static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static async Task Print()
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder);
        // A server that has been up for a while has taken forms, too many of them as well.
        await Visitors.Ask(site.Port, 50, 400, "203.0.113.50");
        await using var nginx = await Nginx.StartBeside(site);
        Task<Times> ReadSite(TimeSpan time) => Visitors.ReadWell(site.Port, ManyArticles.Article, Readers, time);
        Task<Times> ReadNginx(TimeSpan time) => Visitors.ReadWell(nginx.Port, Nginx.Article, Readers, time);
        await ReadSite(TimeSpan.FromSeconds(5));
        await ReadNginx(TimeSpan.FromSeconds(5));
        var disk = SizeOf(site);

        var (ofSite, ofNginx, people, statuses) = (new List<Round>(), new List<Round>(), new List<TimeSpan>(), "");
        while (people.Count < Floods)
        {
            var (quiet, nginxQuiet) = (await ReadSite(Quiet), await ReadNginx(Quiet));
            using var crowd = await Crowd.Gather("flood", $"{site.Port}", "198.51.100.66", $"{PerSecond}", $"{Minute.TotalSeconds}");
            await crowd.Go();
            // The first half is for those who read the site, the second for those who read nginx beside it.
            var reading = ReadSite(Minute / 2);
            await Task.Delay(Minute / 4);
            var (person, answer) = await Visitors.Ask(site.Port, 1, 1, $"203.0.113.{100 + people.Count}");
            if (answer != $"1 × {(int)HttpStatusCode.SeeOther}") throw new InvalidOperationException($"A person elsewhere was answered {answer}.");
            people.Add(person.At(1));
            ofSite.Add(new(quiet, await reading));
            ofNginx.Add(new(nginxQuiet, await ReadNginx(Minute / 2)));
            statuses = await crowd.Says();
            await site.IsQuiet();
        }

        Table.Say($"### {Floods} times {PerSecond:#,0} posts a second for {Minute.TotalSeconds:0} s from one address; medians of the rounds, also of what each flood adds\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "p99 during to before");
        Table.Row("---", "--:", "--:", "--:", "---", "--:");
        ofSite.Print($"an article, {Readers:0}/s, before", "during");
        ofNginx.Print("the same from an nginx on the same cores, before", "during");
        Rounds.PrintBeyond(ofSite, ofNginx);
        Table.Say($"\nThe last flood was answered {statuses}. A person at another address was answered in {people.Middle(time => time).TotalMilliseconds:0} ms, at most {people.Max().TotalMilliseconds:0}. Store and log grew by {(SizeOf(site) - disk) / 1024:#,0} kB.");
    }

    static long SizeOf(PublishedSite site) => Directory.EnumerateFiles(site.StoreFolder, "*", SearchOption.AllDirectories).Append(site.LogFile).Sum(file => new FileInfo(file).Length);
}
