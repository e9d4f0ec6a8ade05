using System.Net;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing;

/// <summary>A slip takes no page down, not even over a restart: the site begins with what was good, and says so.</summary>
[Trait("Pace", "Long")]
public sealed class LastGoodOverRestartTests : IDisposable
{
    static readonly string[] Addresses = ["/", "/crisis-help", "/costs", "/faq", "/articles/side-effects", "/articles", "/glossary", "/search?q=want%20to%20die", "/is-ketamine-right-for-me"];

    readonly RestartedSite clinic = new();

    static readonly Dictionary<string, (string File, Action<string> Slip)> Slips = new(StringComparer.Ordinal)
    {
        ["an unquoted colon in the sources"] = ("references.yaml", file => Replace(file, "title: \"", "title: Ketamine: \"")),
        ["a price with a sign"] = ("costs.yaml", file => Replace(file, "price: ", "price: $")),
        ["hours as people write them"] = ("clinic.yaml", file => Replace(file, "monday: 09:00-17:00", "monday: 9am-5pm")),
        ["a tab in the clinic's file"] = ("clinic.yaml", file => Replace(file, "\nphone:", "\n\tphone:")),
        ["half of the crisis words"] = ("crisis-words.yaml", file => File.WriteAllBytes(file, File.ReadAllBytes(file)[..(int)(new FileInfo(file).Length / 2)])),
        ["a glossary that was deleted"] = ("glossary.yaml", File.Delete),
        ["ways of giving as a folder"] = ("routes.yaml", PutAFolderThere),
        ["synonyms of no bytes"] = ("synonyms.yaml", file => File.WriteAllText(file, "")),
        ["sources in the letters of a word processor"] = ("references.yaml", file => File.WriteAllBytes(file, Encoding.Unicode.GetBytes(File.ReadAllText(file)))),
        ["a clinic's file that was deleted"] = ("clinic.yaml", File.Delete),
        ["a clinic's file full of zeros"] = ("clinic.yaml", file => File.WriteAllBytes(file, new byte[4096])),
        ["an article without its top"] = ("articles/side-effects.md", file => File.WriteAllText(file, "# Side effects\n\nWords.")),
        ["an article with a source that is none"] = ("articles/side-effects.md", file => File.AppendAllText(file, "\n\nAs shown [@nobody1999].\n")),
        ["an article of no bytes"] = ("articles/side-effects.md", file => File.WriteAllText(file, "")),
        ["an article as a folder"] = ("articles/side-effects.md", PutAFolderThere),
        ["a link that leads nowhere"] = ("articles/side-effects.md", LinkToNothing),
        ["a home page that was deleted"] = ("pages/home.md", File.Delete),
        ["crisis help with a bad date"] = ("pages/crisis-help.md", file => Replace(file, "published: ", "published: yesterday ")),
        ["a drawing that was cut off"] = ("articles/side-effects/common-side-effects.svg", file => File.WriteAllText(file, "<svg viewBox=\"0 0 10 10\"><path")),
        ["a drawing that was deleted"] = ("articles/side-effects/common-side-effects.svg", File.Delete),
        ["consent in other words"] = ("consent/v1.md", file => Replace(file, "contact me", "ring me")),
        ["consent that was deleted"] = ("consent/v1.md", File.Delete),
        ["consent without its sums"] = ("consent/SHA256SUMS", File.Delete),
    };

    public static TheoryData<string> Names => [.. Slips.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_slip_and_a_restart_take_no_page_down_and_are_told(string name)
    {
        var (file, slip) = Slips[name];
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var site = clinic.Start())
        {
            foreach (var address in Addresses) before[address] = Words(await RestartedSite.ShownAt(site, address));
            Assert.Equal("ok", (await RestartedSite.Health(site)).GetProperty("state").GetString());
            await clinic.IsKept();
        }
        clinic.Clock.Now += TimeSpan.FromHours(1);

        slip(clinic.PathOf(file));
        await using var again = clinic.Start();

        foreach (var address in Addresses) Assert.Equal(before[address], Words(await RestartedSite.ShownAt(again, address)));
        var health = await RestartedSite.Health(again);
        Assert.Equal(("warning", 1), (health.GetProperty("state").GetString(), health.GetProperty("older").GetInt32()));
        var told = Assert.Single(again.Services.GetRequiredService<ShownContent>().Older()).ToString();
        Assert.Matches(@"^The site shows an older version of \S.* since \w+day, .*\d{4}, .*, because .{10,}\.$", told);
        Assert.Contains(file.StartsWith("consent/", StringComparison.Ordinal) ? "the words of consent" : file, told, StringComparison.Ordinal);
        Assert.Contains(told, await RestartedSite.Doctor(again), StringComparison.Ordinal);
        Assert.DoesNotContain(file, health.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Since_when_is_known_over_a_second_restart_and_forgotten_when_it_is_mended()
    {
        await clinic.RunOnce();
        clinic.Clock.Now += TimeSpan.FromHours(1);
        var (noticed, good) = (clinic.Clock.Now, File.ReadAllText(clinic.PathOf("costs.yaml")));
        Slips["a price with a sign"].Slip(clinic.PathOf("costs.yaml"));
        await using (var site = clinic.Start())
        {
            await RestartedSite.ShownAt(site, "/costs");
            await Eventually.Holds(() => clinic.Rows("SELECT COUNT(*) FROM content_file WHERE refused_at IS NOT NULL") == 1, RestartedSite.Patience, "it is noted");
        }

        clinic.Clock.Now += TimeSpan.FromDays(2);
        await using (var site = clinic.Start())
        {
            Assert.InRange((await RestartedSite.Health(site)).GetProperty("oldestOlderSeconds").GetInt32(), 172800, 172801);
            Assert.Equal(noticed.ToUnixTimeMilliseconds(), site.Services.GetRequiredService<ShownContent>().Older()[0].Since.ToUnixTimeMilliseconds());
            File.WriteAllText(clinic.PathOf("costs.yaml"), good);
            await Eventually.Holds(() => clinic.Rows("SELECT COUNT(*) FROM content_file WHERE refused_at IS NOT NULL") == 0, RestartedSite.Patience, "it is mended");
            Assert.Equal("ok", (await RestartedSite.Health(site)).GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task What_did_not_change_is_not_written_again()
    {
        await clinic.RunOnce();
        var first = clinic.Clock.Now.ToUnixTimeMilliseconds();
        clinic.Clock.Now += TimeSpan.FromHours(1);

        clinic.Edit("pages/faq.md", "title: ", "title: New ");
        await using var site = clinic.Start();
        await RestartedSite.ShownAt(site, "/faq");

        await Eventually.Holds(() => clinic.Rows($"SELECT COUNT(*) FROM content_file WHERE kept_at > {first}") == 1, RestartedSite.Patience, "one file is kept");
    }

    [Fact]
    public async Task A_text_that_was_taken_out_while_the_site_was_stopped_is_gone_for_good()
    {
        await clinic.RunOnce();
        File.Delete(clinic.PathOf("articles/side-effects.md"));

        await using var site = clinic.Start();
        using var browser = site.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/articles/side-effects", UriKind.Relative))).StatusCode);
        await Eventually.Holds(() => clinic.Rows("SELECT COUNT(*) FROM content_file WHERE path = 'articles/side-effects.md'") == 0, RestartedSite.Patience, "it is forgotten");
    }

    [Theory, InlineData("emptied"), InlineData("renamed"), InlineData("without its articles")]
    public async Task A_folder_that_is_lost_keeps_every_page_running_and_restarted_and_is_an_error(string how)
    {
        var (away, kept) = (clinic.Content + "-away", 0L);
        await using (var site = clinic.Start())
        {
            await RestartedSite.ShownAt(site, "/");
            await clinic.IsKept();
            kept = clinic.Rows("SELECT COUNT(*) FROM content_file");
            Lose(how, away);
            await Eventually.Holds(async () => (await RestartedSite.Health(site)).GetProperty("state").GetString() == "failing", RestartedSite.Patience, "the loss is noticed");
            foreach (var address in Addresses) await RestartedSite.ShownAt(site, address);
        }

        await using (var again = clinic.Start())
        {
            foreach (var address in Addresses) await RestartedSite.ShownAt(again, address);
            await RestartedSite.ShownAt(again, "/articles/side-effects/common-side-effects.svg");
            var health = await RestartedSite.Health(again);
            Assert.Equal(("failing", 1), (health.GetProperty("state").GetString(), health.GetProperty("older").GetInt32()));
            Assert.Contains("FAILING  content: ", await RestartedSite.Doctor(again), StringComparison.Ordinal);
            Restore(how, away);
            await Eventually.Holds(async () => (await RestartedSite.Health(again)).GetProperty("state").GetString() == "ok", RestartedSite.Patience, "the folder is back");
            Assert.Equal(kept, clinic.Rows("SELECT COUNT(*) FROM content_file"));
        }
    }

    [Fact]
    public void A_first_start_with_content_that_cannot_be_read_is_refused_as_ever()
    {
        Slips["hours as people write them"].Slip(clinic.PathOf("clinic.yaml"));
        using var site = clinic.Start();

        Assert.ThrowsAny<Exception>(() => site.Services.GetRequiredService<ArticleLibrary>());
    }

    void Lose(string how, string away)
    {
        Directory.Move(how == "without its articles" ? clinic.PathOf("articles") : clinic.Content, away);
        if (how == "emptied") Directory.CreateDirectory(clinic.Content);
    }

    void Restore(string how, string away)
    {
        if (how == "emptied") Directory.Delete(clinic.Content);
        Directory.Move(away, how == "without its articles" ? clinic.PathOf("articles") : clinic.Content);
    }

    public void Dispose() => clinic.Dispose();

    static void PutAFolderThere(string file)
    {
        File.Delete(file);
        Directory.CreateDirectory(file);
    }

    static void LinkToNothing(string file)
    {
        File.Delete(file);
        File.CreateSymbolicLink(file, file + ".gone");
    }

    static void Replace(string file, string old, string with)
    {
        var text = File.ReadAllText(file);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} holds no \"{old}\"");
        File.WriteAllText(file, text[..at] + with + text[(at + old.Length)..]);
    }

    // What differs at each visit: tickets and times.
    static string Words(string html) => string.Join('\n', new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).Body!.TextContent.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
