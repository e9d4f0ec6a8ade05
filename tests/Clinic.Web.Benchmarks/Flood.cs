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
        Task<Times> ReadSite(TimeSpan time) => Read(site.Port, ManyArticles.Article, time);
        Task<Times> ReadNginx(TimeSpan time) => Read(nginx.Port, Nginx.Article, time);
        await ReadSite(TimeSpan.FromSeconds(5));
        await ReadNginx(TimeSpan.FromSeconds(5));
        var disk = SizeOf(site);

        var rounds = new List<Round>();
        while (rounds.Count < Floods)
        {
            var (quiet, nginxQuiet) = (await ReadSite(Quiet), await ReadNginx(Quiet));
            using var crowd = await Crowd.Gather("flood", $"{site.Port}", "198.51.100.66", $"{PerSecond}", $"{Minute.TotalSeconds}");
            await crowd.Go();
            // The first half is for those who read the site, the second for those who read nginx beside it.
            var reading = ReadSite(Minute / 2);
            await Task.Delay(Minute / 4);
            var (person, answer) = await Visitors.Ask(site.Port, 1, 1, $"203.0.113.{100 + rounds.Count}");
            if (answer != $"1 × {(int)HttpStatusCode.SeeOther}") throw new InvalidOperationException($"A person elsewhere was answered {answer}.");
            rounds.Add(new(quiet, await reading, nginxQuiet, await ReadNginx(Minute / 2), person.At(1), await crowd.Says()));
            await site.IsQuiet();
        }

        Table.Say($"### {Floods} times {PerSecond:#,0} posts a second for {Minute.TotalSeconds:0} s from one address; medians of the rounds, also of what each flood adds\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "p99 during to before");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:");
        Print($"an article, {Readers:0}/s, before", rounds, round => round.Quiet, "");
        Print("during", rounds, round => round.Busy, rounds.Middle(round => round.Busy.At(0.99) / round.Quiet.At(0.99)));
        Print("the same from an nginx on the same cores, before", rounds, round => round.NginxQuiet, "");
        Print("during", rounds, round => round.NginxBusy, rounds.Middle(round => round.NginxBusy.At(0.99) / round.NginxQuiet.At(0.99)));
        Table.Say($"\nThe last flood was answered {rounds[^1].Statuses}. A person at another address was answered in {rounds.Middle(round => round.Person).TotalMilliseconds:0} ms, at most {rounds.Max(round => round.Person).TotalMilliseconds:0}. Store and log grew by {(SizeOf(site) - disk) / 1024:#,0} kB.");
    }

    static async Task<Times> Read(int port, string path, TimeSpan time)
    {
        var (times, errors) = await Visitors.Read(port, path, Readers, time);
        return errors == 0 ? times : throw new InvalidOperationException($"{errors} of {times.Count} articles were wrong.");
    }

    static void Print(string name, List<Round> rounds, Func<Round, Times> which, object added) =>
        Table.Row(name, rounds.Middle(round => which(round).At(0.5)), rounds.Middle(round => which(round).At(0.99)), rounds.Middle(round => which(round).At(0.999)), rounds.Sum(round => which(round).Count), added);

    static long SizeOf(PublishedSite site) => Directory.EnumerateFiles(site.StoreFolder, "*", SearchOption.AllDirectories).Append(site.LogFile).Sum(file => new FileInfo(file).Length);

    /// <summary>The same readers before a flood and during it.</summary>
    sealed record Round(Times Quiet, Times Busy, Times NginxQuiet, Times NginxBusy, TimeSpan Person, string Statuses);
}
