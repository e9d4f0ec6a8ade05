namespace Clinic.Web.Benchmarks;

/// <summary>The same article from nginx and from the site, in turns.</summary>
static class Articles
{
    static readonly string[] OwnToAnswer = ["Date", "Connection", "Keep-Alive", "Transfer-Encoding", "Last-Modified", "ETag", "Vary", "Content-Length", "Content-Type", "Content-Encoding", "Cache-Control"];

    // Where each stands among the servers that take turns.
    const int Bare = 0;
    const int Dutiful = 1;
    const int Site = 2;

    static readonly string[] Names = ["nginx, brotli_static, nothing else", "nginx with the site's headers, host check and log", "the site"];

    public static async Task Print(Pace pace)
    {
        using var content = new ManyArticles(5);
        Nginx? bare = null, dutiful = null;
        try
        {
            var (bytes, starts) = (new Dictionary<string, byte[]>(), new List<Start>());
            while (starts.Count < pace.Sites)
            {
                await using var site = await PublishedSite.Start(content.Folder, Tool.ServerCore);
                (bytes, var headers) = await Fetch(site);
                bare ??= await Nginx.Start(bytes, headers, hasDuties: false, Tool.ServerCore);
                dutiful ??= await Nginx.Start(bytes, headers, hasDuties: true, Tool.ServerCore);
                starts.Add(await Measure(site, bare, dutiful, pace));
            }
            Table.Say($"### An article of {bytes["identity"].Length:#,0} bytes, {bytes["br"].Length:#,0} as Brotli, 32 connections: {pace.Sites} starts of the site, each asked for {pace.WarmUp.TotalSeconds:0} s, then {pace.Rounds} rounds of {pace.Round.TotalSeconds:0} s in turns with nginx; medians of all rounds, also of the ratios\n");
            Print(starts, pace);
        }
        finally
        {
            if (bare is not null) await bare.DisposeAsync();
            if (dutiful is not null) await dutiful.DisposeAsync();
        }
    }

    // One start is not like the other: what is compiled when, and how, is decided anew in each.
    static async Task<Start> Measure(PublishedSite site, Nginx bare, Nginx dutiful, Pace pace)
    {
        (int Port, string Path, int Process)[] servers = [(bare.Port, Nginx.Article, await bare.Worker()), (dutiful.Port, Nginx.Article, await dutiful.Worker()), (site.Port, ManyArticles.Article, site.Id)];
        var cold = await Wrk.Ask(site.Port, ManyArticles.Article, pace.Round);
        await Wrk.Ask(site.Port, ManyArticles.Article, pace.WarmUp);
        var rounds = servers.Select(_ => new List<Wrk>()).ToArray();
        for (var round = 0; round < pace.Rounds; round++)
        {
            for (var i = 0; i < servers.Length; i++) rounds[i].Add(await Wrk.Ask(servers[i].Port, servers[i].Path, pace.Round));
        }
        var allocated = await site.Allocated();
        var hits = await Wrk.Ask(site.Port, ManyArticles.Article, pace.Round);
        var perHit = (double)(await site.Allocated() - allocated) / hits.Requests;
        var calls = new List<SystemCalls>();
        foreach (var (port, path, process) in servers) calls.Add(await SystemCalls.Count(process, port, path, pace.Round));
        return new(cold, rounds, calls, perHit);
    }

    static void Print(List<Start> starts, Pace pace)
    {
        Table.Row("Server", "Requests/s", "p50", "p99", "p99.9", "System calls", "of these on files", "Bytes allocated", "Errors", "Ratio to bare nginx", "to nginx with duties");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        var rounds = Names.Select((_, i) => starts.SelectMany(start => start.Rounds[i]).ToList()).ToArray();
        var calls = starts[^1].Calls;
        for (var i = 0; i < Names.Length; i++)
        {
            Table.Row(Names[i], Median(rounds[i]), rounds[i].Middle(one => one.P50), rounds[i].Middle(one => one.P99), rounds[i].Middle(one => one.P999), calls[i].PerRequest, calls[i].FilesPerRequest, i == Site ? starts[^1].BytesPerHit : "", rounds[i].Sum(one => one.Errors),
                Ratio(rounds[i], rounds[Bare]), Ratio(rounds[i], rounds[Dutiful]));
        }
        Table.Say($"\nThe site's system calls for each request: {calls[Site].Most}.\n");
        Table.Row("Start", "Requests/s", "Ratio to bare nginx", "to nginx with duties", $"Requests/s in its first {pace.Round.TotalSeconds:0} s");
        Table.Row("--:", "--:", "--:", "--:", "--:");
        foreach (var (start, i) in starts.Select((start, i) => (start, i)))
            Table.Row(i + 1, Median(start.Rounds[Site]), Ratio(start.Rounds[Site], start.Rounds[Bare]), Ratio(start.Rounds[Site], start.Rounds[Dutiful]), start.Cold.PerSecond);
        Table.Say("");
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

    sealed record Start(Wrk Cold, List<Wrk>[] Rounds, List<SystemCalls> Calls, double BytesPerHit);

    // Of each round alone, then the median: what the machine gives to all of them swings by a third within minutes.
    static double Ratio(List<Wrk> rounds, List<Wrk> others) => rounds.Zip(others).Middle(pair => pair.First.PerSecond / pair.Second.PerSecond);

    static double Median(IEnumerable<Wrk> rounds) => rounds.Middle(one => one.PerSecond);
}
