using System.Net;
using Clinic.Web.Articles;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Killing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Articles;

/// <summary>Whatever happens to a file, its page stays up as it was, one sentence says what is wrong, and mending the file mends everything.</summary>
[Trait("Pace", "Slow")]
public sealed class BrokenFileTests : IDisposable
{
    const string GoodDrawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0\"/></svg>";

    readonly ContentCopy content = new();
    readonly DirectoryInfo store = Directory.CreateTempSubdirectory("store-");

    public static TheoryData<string> Names => [.. BrokenFile.All.Select(broken => broken.Name)];

    [Fact]
    public void The_table_is_long_and_names_each_harm_once()
    {
        Assert.InRange(BrokenFile.All.Count, 60, 200);
        Assert.Equal(BrokenFile.All.Count, BrokenFile.All.Select(broken => broken.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_harmed_file_takes_no_page_down_and_is_named_in_one_sentence(string name)
    {
        var broken = BrokenFile.All.Single(each => each.Name == name);
        var file = Path.Combine(content.Folder, broken.File);
        Prepare(file);
        var before = content.Read();
        Assert.Empty(before.Problems);
        var good = File.Exists(file) ? File.ReadAllBytes(file) : null;

        broken.Harm(file);
        var after = content.Read();

        var problem = Assert.Single(after.Problems);
        Assert.Equal(broken.File, problem.File);
        Assert.Matches(@"^[""A-Z].{8,200}\.$", problem.Wrong);
        Assert.Matches(@"^.{8,400}\.$", problem.Expected);
        Assert.True(problem.Line >= 1 && problem.Column >= 1);
        Assert.Equal(Pages(before), Pages(after).Where(page => before.All.ContainsKey(page.Key)));
        Assert.Subset(after.Pictures.Keys.ToHashSet(StringComparer.Ordinal), before.Pictures.Keys.ToHashSet(StringComparer.Ordinal));

        File.Delete(file);
        if (good is not null) File.WriteAllBytes(file, good);
        var mended = content.Read();
        Assert.Empty(mended.Problems);
        Assert.Equal(Pages(before), Pages(mended));
    }

    [Fact]
    public async Task A_running_site_survives_them_all_at_their_worst()
    {
        await using var site = new ClinicSite();
        site.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = site.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/articles/sample", UriKind.Relative))).StatusCode);
        var library = site.Services.GetRequiredService<ArticleLibrary>();
        var file = Path.Combine(content.Folder, ContentCopy.Sample);
        var good = File.ReadAllText(file);

        foreach (var broken in BrokenFile.All.Where(each => each.File == ContentCopy.Sample).Where((_, index) => index % 8 == 0))
        {
            broken.Harm(file);
            await Eventually.Holds(() => library.Current.Problems.Count == 1, SentMails.Patience, $"the site notices {broken.Name}");
            Assert.Contains("Some words.", await browser.GetStringAsync(new Uri("/articles/sample", UriKind.Relative)), StringComparison.Ordinal);
            File.Delete(file);
            File.WriteAllText(file, good);
            await Eventually.Holds(() => library.Current.Problems.Count == 0, SentMails.Patience, $"the site notices that {broken.Name} is mended");
        }
    }

    [Fact]
    public async Task A_folder_that_goes_away_is_told_once_and_its_pages_stay_up()
    {
        var away = content.Folder + "-away";
        await using var site = await SiteProcess.Start("Production", "http", new Dictionary<string, string>(OpenMail.To(WaitingSite.FreePort())) { ["Site:ContentFolder"] = content.Folder, ["Store:Folder"] = store.FullName });
        using var browser = new HttpClient();

        Directory.Move(content.Folder, away);
        await site.Logged("The content folder could not be read");
        // It is looked at five times meanwhile, and nothing tells of that.
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Contains("Some words.", await browser.GetStringAsync(new Uri(site.Address, "/articles/sample")), StringComparison.Ordinal);
        Directory.Move(away, content.Folder);
        content.Write(ContentCopy.Sample, ContentCopy.Article("Other words."));
        await Eventually.Holds(async () => (await browser.GetStringAsync(new Uri(site.Address, "/articles/sample"))).Contains("Other words.", StringComparison.Ordinal), SentMails.Patience, "the folder is back");
        Assert.Single(site.Log, line => line.Contains("The content folder could not be read", StringComparison.Ordinal));
    }

    void Prepare(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (file.EndsWith(".svg", StringComparison.Ordinal)) File.WriteAllText(file, GoodDrawing);
        if (file.EndsWith(".svg", StringComparison.Ordinal)) content.Write(ContentCopy.Sample, ContentCopy.Article("![A drawing of a hill](hill.svg)"));
    }

    static IEnumerable<KeyValuePair<string, string>> Pages(ContentSnapshot snapshot) =>
        snapshot.All.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => KeyValuePair.Create(page.Key, page.Value.Body.Html));

    public void Dispose()
    {
        content.Dispose();
        store.Delete(recursive: true);
    }
}
