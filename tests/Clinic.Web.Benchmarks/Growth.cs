using System.Diagnostics;

namespace Clinic.Web.Benchmarks;

/// <summary>The same site with few, many and very many articles: how start, memory, edits and search grow.</summary>
static class Growth
{
    static readonly string[] Questions = ["cost", "side effects", "does it hurt", "how long does it last", "addictive", "spravato insurance", "crps pain", "blood pressure", "esketmine", "can I drive home"];

    // What a start leaves behind is given back within three minutes.
    static readonly TimeSpan SettlesAfter = TimeSpan.FromSeconds(190);

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task Print(Pace pace)
    {
        Table.Say("### As the number of articles grows\n");
        Table.Row("Articles", $"First page after start, median of {pace.Starts}", "slowest", "Everything rendered after", "Memory then", "Idle memory", "of this program files", "Under load", "An edit shows after", "Search p50", "p99");
        Table.Row("--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        foreach (var size in pace.Sizes) await Measure(size, pace);
        Table.Say("");
    }

    static async Task Measure(int size, Pace pace)
    {
        using var content = new ManyArticles(size);
        var starts = new List<TimeSpan>();
        while (starts.Count < pace.Starts - 1)
        {
            await using var one = await PublishedSite.Start(content.Folder);
            starts.Add(one.ToFirstPage);
        }
        var started = Stopwatch.StartNew();
        await using var site = await PublishedSite.Start(content.Folder);
        using var browser = site.Browser();
        var firstPages = new Times([.. starts, site.ToFirstPage]);
        // Search needs every text; its first answer means that all are rendered.
        await browser.GetAsync(new Uri("/search?q=ketamine", UriKind.Relative));
        var rendered = started.Elapsed;
        await site.IsQuiet();
        var built = site.ResidentBytes;
        await Task.Delay(SettlesAfter);
        var (idle, files) = (site.ResidentBytes, site.MappedFileBytes);

        await Wrk.Ask(site.Port, ManyArticles.Article, pace.Round);
        for (var i = 0; i < 300; i++) (await browser.GetAsync(new Uri(size > 5 ? $"/articles/{ManyArticles.Slug(5 + (i * 37 % (size - 5)))}" : ManyArticles.Article, UriKind.Relative))).EnsureSuccessStatusCode();
        var loaded = site.ResidentBytes;

        var edit = await Edit(content, browser);
        var searches = new List<TimeSpan>();
        foreach (var question in Enumerable.Repeat(Questions, 20).SelectMany(all => all))
        {
            var asked = Stopwatch.GetTimestamp();
            (await browser.GetAsync(new Uri($"/search?q={Uri.EscapeDataString(question)}", UriKind.Relative))).EnsureSuccessStatusCode();
            searches.Add(Stopwatch.GetElapsedTime(asked));
        }
        var search = new Times(searches.Skip(Questions.Length));
        Table.Row($"{size:#,0}", firstPages.At(0.5), firstPages.At(1), rendered, Mega(built), Mega(idle), Mega(files), Mega(loaded), edit, search.At(0.5), search.At(0.99));
    }

    static async Task<TimeSpan> Edit(ManyArticles content, HttpClient browser)
    {
        var file = Path.Combine(content.Folder, "articles", ManyArticles.Article.Split('/')[^1] + ".md");
        await File.AppendAllTextAsync(file, "\nThe quokka was here.\n");
        var saved = Stopwatch.StartNew();
        while (!(await browser.GetStringAsync(new Uri(ManyArticles.Article, UriKind.Relative))).Contains("quokka", StringComparison.Ordinal))
        {
            if (saved.Elapsed > Patience) throw new InvalidOperationException("The edit never showed.");
            await Task.Delay(10);
        }
        return saved.Elapsed;
    }

    static string Mega(long bytes) => $"{bytes >> 20} MB";
}
