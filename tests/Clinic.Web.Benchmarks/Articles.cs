namespace Clinic.Web.Benchmarks;

/// <summary>The same article from nginx and from the site, in turns.</summary>
static class Articles
{
    static readonly string[] OwnToAnswer = ["Date", "Connection", "Keep-Alive", "Transfer-Encoding", "Last-Modified", "ETag", "Vary", "Content-Length", "Content-Type", "Content-Encoding", "Cache-Control"];

    public static async Task Print(Pace pace)
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder, Tool.ServerCore);
        var (bytes, headers) = await Fetch(site);
        await using var bare = await Nginx.Start(bytes, headers, hasDuties: false, Tool.ServerCore);
        await using var dutiful = await Nginx.Start(bytes, headers, hasDuties: true, Tool.ServerCore);
        (string Name, int Port, string Path, int Worker)[] servers =
        [
            ("nginx, brotli_static, nothing else", bare.Port, Nginx.Article, await bare.Worker()),
            ("nginx with the site's headers, host check and log", dutiful.Port, Nginx.Article, await dutiful.Worker()),
            ("the site", site.Port, ManyArticles.Article, site.Id),
        ];
        var cold = await Wrk.Ask(site.Port, ManyArticles.Article, pace.Round);
        // Half a minute goes by on one loaded core until the runtime has compiled for good what it does most.
        foreach (var server in servers) await Wrk.Ask(server.Port, server.Path, pace.WarmUp);

        var rounds = servers.Select(_ => new List<Wrk>()).ToArray();
        for (var round = 0; round < pace.Rounds; round++)
        {
            for (var i = 0; i < servers.Length; i++) rounds[i].Add(await Wrk.Ask(servers[i].Port, servers[i].Path, pace.Round));
        }
        var allocated = await site.Allocated();
        var hits = await Wrk.Ask(site.Port, ManyArticles.Article, pace.Round);
        var perHit = (double)(await site.Allocated() - allocated) / hits.Requests;

        Table.Say($"### An article of {bytes["identity"].Length:#,0} bytes, {bytes["br"].Length:#,0} as Brotli, median of {pace.Rounds} rounds of {pace.Round.TotalSeconds:0} s in turns, 32 connections, after {pace.WarmUp.TotalSeconds:0} s of the same\n");
        Table.Row("Server", "Requests/s", "p50", "p99", "p99.9", "System calls", "of these on files", "Bytes allocated", "Errors", "Ratio to bare nginx", "to nginx with duties");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        for (var i = 0; i < servers.Length; i++)
        {
            var calls = await SystemCalls.Count(servers[i].Worker, servers[i].Port, servers[i].Path, pace.Round);
            Table.Row(servers[i].Name, Median(rounds[i]), Middle(rounds[i], one => one.P50), Middle(rounds[i], one => one.P99), Middle(rounds[i], one => one.P999), calls.PerRequest, calls.FilesPerRequest, i == 2 ? perHit : "", rounds[i].Sum(one => one.Errors),
                Median(rounds[i]) / Median(rounds[0]), Median(rounds[i]) / Median(rounds[1]));
            if (i == 2) Table.Say($"\nThe site's system calls for each request: {calls.Most}. In the first {pace.Round.TotalSeconds:0} s after its start: {cold.PerSecond:#,0} requests/s.\n");
        }
    }

    public static async Task<(Dictionary<string, byte[]> Bytes, List<(string Name, string Value)> Headers)> Fetch(PublishedSite site)
    {
        using var browser = site.Browser();
        var bytes = new Dictionary<string, byte[]>();
        var headers = new List<(string, string)>();
        // The best Brotli is made behind; the second asking has it.
        foreach (var encoding in new[] { "br", "identity", "gzip", "br" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, ManyArticles.Article);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
            using var answer = await browser.SendAsync(request);
            bytes[encoding] = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            headers = [.. answer.Headers.Concat(answer.Content.Headers).Where(header => !OwnToAnswer.Contains(header.Key)).Select(header => (header.Key, string.Join(", ", header.Value)))];
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
        return (bytes, headers);
    }

    static double Median(IEnumerable<Wrk> rounds) => Middle(rounds, one => one.PerSecond);

    static T Middle<T>(IEnumerable<Wrk> rounds, Func<Wrk, T> what) => rounds.Select(what).Order().ElementAt(rounds.Count() / 2);
}
