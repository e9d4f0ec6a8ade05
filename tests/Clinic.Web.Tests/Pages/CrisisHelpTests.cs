using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Pages;

/// <summary>Help in a crisis: within reach on every page, first on its own page, and with numbers that stand in one file only.</summary>
public sealed class CrisisHelpTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    const string FormAddress = "/is-ketamine-right-for-me";

    static readonly string[] Keys = ["tel:911", "tel:988", "sms:988"];

    [Theory, InlineData("/"), InlineData("/articles/side-effects"), InlineData("/faq"), InlineData("/search?q=cost"), InlineData(FormAddress), InlineData("/no-such-page")]
    public async Task Four_keys_stand_above_every_page(string address)
    {
        var bar = (await site.Page(address)).QuerySelector("body > .crisis")!;

        Assert.Equal([.. Keys, "/crisis-help"], Addresses(bar));
        Assert.Equal(["Call 911", "Call 988", "Text 988"], bar.QuerySelectorAll("a").Take(3).Select(key => key.TextContent[..8]));
    }

    [Fact]
    public async Task The_crisis_page_begins_with_the_three_keys_and_sells_nothing()
    {
        var page = await site.Page("/crisis-help");
        var main = page.QuerySelector("main")!;

        Assert.Equal(Keys, Addresses(main).Take(3));
        Assert.All(main.QuerySelectorAll("a").Take(3), key => Assert.Contains("primary", key.ClassList));
        Assert.Null(page.QuerySelector(".breadcrumb, .lede, .site-header .button"));
        Assert.Empty(main.QuerySelectorAll($"a[href='{FormAddress}']"));
        var contents = main.QuerySelector(".contents")!;
        Assert.True(contents.CompareDocumentPosition(main.QuerySelectorAll(".prose")[^1]).HasFlag(DocumentPositions.Preceding));
    }

    [Theory, InlineData(FormAddress), InlineData(FormAddress + "/received"), InlineData("/search?q=want%20to%20die"), InlineData("/crisis-help"), InlineData("/no-such-page")]
    public async Task Where_a_person_asks_or_needs_help_the_header_offers_nothing(string address) =>
        Assert.Empty((await site.Page(address)).QuerySelectorAll(".site-header .button"));

    [Fact]
    public async Task Despair_in_a_search_shows_the_lifeline_and_then_the_emergency_number() =>
        Assert.Equal(["tel:988", "sms:988", "tel:911", "/crisis-help"], Addresses((await site.Page("/search?q=want%20to%20die")).QuerySelector(".crisis-card")!));

    [Fact]
    public async Task One_edit_of_the_clinic_file_changes_the_numbers_of_every_page()
    {
        using var content = new ContentCopy();
        content.Write("clinic.yaml", File.ReadAllText(Path.Combine(content.Folder, "clinic.yaml")).Replace("\"988\"", "\"1-800-273-8255\"", StringComparison.Ordinal).Replace("\"911\"", "\"211\"", StringComparison.Ordinal));
        using var elsewhere = new ClinicSite { Settings = { ["Site:ContentFolder"] = content.Folder } };

        foreach (var address in new[] { "/", "/search?q=want%20to%20die", FormAddress, "/no-such-page" })
        {
            var links = Addresses((await elsewhere.Page(address)).Body!).ToList();
            Assert.Contains("tel:1-800-273-8255", links);
            Assert.DoesNotContain(links, link => link is "tel:988" or "sms:988" or "tel:911");
        }
    }

    [Fact]
    public async Task One_edit_of_the_clinic_file_changes_the_number_that_a_minor_is_given()
    {
        using var content = new ContentCopy();
        content.Write("clinic.yaml", File.ReadAllText(Path.Combine(content.Folder, "clinic.yaml")).Replace("call: \"988\"", "call: \"1-800-273-8255\"", StringComparison.Ordinal));
        using var elsewhere = new ClinicSite { Settings = { ["Site:ContentFolder"] = content.Folder } };
        using var form = await FormBrowser.At(elsewhere);

        using var answer = await form.Send(("IsAdult", "false"));

        Assert.EndsWith(", or call 1-800-273-8255 or text 988", Assert.Single(answer.Summary), StringComparison.Ordinal);
    }

    // Articles/ reads the clinic's file, and says in what form a number stands there.
    [Fact]
    public void Outside_of_the_clinic_file_no_crisis_number_is_typed()
    {
        var numbers = new SnapshotReader(new(Repository.Path("content"))).Read().Clinic.Crisis.SelectMany(line => new[] { line.Call, line.Text }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var code = Repository.Sources("src/Clinic.Web", ".cshtml", ".cs", ".js").Where(source => !source.Name.StartsWith("Articles/", StringComparison.Ordinal)).ToList();

        Assert.Contains("911", numbers);
        foreach (var (name, text) in code)
        {
            var said = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            Assert.True(!numbers.Exists(number => Regex.IsMatch(said, $@"\b{Regex.Escape(number)}\b", RegexOptions.None, TimeSpan.FromSeconds(1))), $"{name} holds a crisis number of its own.");
        }
    }

    static IEnumerable<string> Addresses(IElement part) => part.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!);
}
