using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Asking;

/// <summary>One small script, on one page, that the browser runs only if it is the file we wrote.</summary>
public sealed class ScriptTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task The_form_has_one_script_whose_hash_the_page_and_the_policy_name()
    {
        using var browser = site.Browser();
        using var form = await FormBrowser.At(site);
        foreach (var answer in new[] { await form.Open(), await form.Send(("State", "")), await form.Send(("Message", new string('x', 501))) })
        {
            var script = Assert.Single(answer.Page.QuerySelectorAll<IHtmlScriptElement>("script"));
            var file = await browser.GetByteArrayAsync(new Uri(script.GetAttribute("src")!, UriKind.Relative));
            var integrity = $"sha256-{Convert.ToBase64String(SHA256.HashData(file))}";
            Assert.Equal(integrity, script.GetAttribute("integrity"));
            Assert.Equal("", script.TextContent);
            Assert.Matches("^/assets/form\\.[0-9a-f]+\\.js$", script.GetAttribute("src"));
            Assert.Equal(WrittenLines("crisis-words.js").Concat(WrittenLines("form.js")), Encoding.UTF8.GetString(file).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("const needsSomeone =", StringComparison.Ordinal)));
            Assert.DoesNotContain(answer.Page.QuerySelectorAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));

            var policy = Policy(answer.Response);
            Assert.Equal($"'{integrity}'", policy["script-src"]);
            Assert.Equal("'none'", policy["default-src"]);
            Assert.False(policy.ContainsKey("connect-src"));
            Assert.Equal("'self'", policy["form-action"]);
        }
    }

    [Fact]
    public async Task No_other_page_has_a_script_or_lets_one_run()
    {
        using var browser = site.Browser();
        var map = await browser.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative));
        var privatePage = await site.Ask();
        var pages = System.Xml.Linq.XDocument.Parse(map).Descendants().Where(element => element.Name.LocalName == "loc").Select(loc => new Uri(loc.Value).AbsolutePath)
            .Where(address => address != FormBrowser.Address.OriginalString)
            .Concat([privatePage, "/is-ketamine-right-for-me/received", "/search?q=pain", "/no-such-page", "/request/0"]).ToList();
        Assert.True(pages.Count > 15);

        foreach (var address in pages)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            // Facts for search engines are data, which no browser runs.
            var running = (await ClinicSite.Html(answer)).QuerySelectorAll<IHtmlScriptElement>("script").Where(script => script.Type != "application/ld+json");
            Assert.True(!running.Any(), $"{address} has a script");
            var policy = Policy(answer);
            Assert.True(!policy.Keys.Any(directive => directive.StartsWith("script-src", StringComparison.Ordinal)), $"{address} lets a script run");
            Assert.Equal("'none'", policy["default-src"]);
        }
    }

    [Fact]
    public async Task The_received_and_private_pages_ask_without_a_script()
    {
        using var form = await FormBrowser.At(site);
        var received = await form.Follow(await form.Send());
        using var page = new PrivatePage(site, received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);

        foreach (var answer in new[] { received, await page.Open(), await page.Withdraw() })
        {
            Assert.Empty(answer.Page.QuerySelectorAll("script"));
            Assert.False(Policy(answer.Response).ContainsKey("script-src"));
        }
        Assert.Equal(HttpStatusCode.OK, (await page.Open()).Status);
    }

    public void Dispose() => site.Dispose();

    static IEnumerable<string> WrittenLines(string name) =>
        File.ReadLines(Repository.Path("wwwroot", name)).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

    static Dictionary<string, string> Policy(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries).Select(directive => directive.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}
