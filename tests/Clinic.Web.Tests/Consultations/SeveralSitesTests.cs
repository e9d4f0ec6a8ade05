using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Clinic;
using Clinic.Web.Commands;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

/// <summary>Sites that share a database are one site to a person, whichever of them answers.</summary>
[Trait("Pace", "Long")]
public sealed class SeveralSitesTests : IDisposable
{
    readonly PostgresPlace place = new();
    readonly KeyCertificate certificate = new();
    readonly List<ClinicSite> sites = [];

    [SkippableFact]
    public async Task A_form_opened_at_one_site_is_sent_to_another_and_seen_at_both()
    {
        var (one, other) = (Site(), Site());
        // At once, on an empty database: both want to make the first key.
        await Task.WhenAll(Task.Run(one.Browser), Task.Run(other.Browser));

        foreach (var (opens, takes) in new[] { (one, other), (other, one) })
        {
            var person = new Person();
            var form = await person.Get(opens, "/is-ketamine-right-for-me");
            opens.Clock.Now += FormBrowser.TimeToFillIn;
            takes.Clock.Now = opens.Clock.Now;

            var received = await person.Follow(opens, await person.Send(takes, form));
            var again = await person.Follow(takes, await person.Send(opens, form));

            var reference = received.QuerySelector(".reference")!.TextContent;
            Assert.Equal(reference, again.QuerySelector(".reference")!.TextContent);
            var status = received.QuerySelector<IHtmlAnchorElement>("main a[href^='/request/']")!.GetAttribute("href")!;
            foreach (var site in sites) Assert.Equal(reference, (await person.Get(site, status)).QuerySelector(".reference")!.TextContent);
        }

        foreach (var site in sites) await site.Mails();
        Assert.Equal(2, sites.Where(site => Directory.Exists(site.PickupFolder)).Sum(site => Directory.EnumerateFiles(site.PickupFolder, "*.eml").Count()));
    }

    [SkippableFact]
    public async Task Sites_that_start_at_once_make_one_key_between_them()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Site()).ToList().Select(site => Task.Run(site.Browser)));

        using var database = place.Connect();
        Assert.Single(database.Query<string>("SELECT xml FROM protection_key"));
    }

    [SkippableFact]
    public async Task The_keys_in_the_database_cannot_be_read_without_the_certificate()
    {
        var site = Site();
        await site.Page("/is-ketamine-right-for-me");

        using var database = place.Connect();
        var key = Assert.Single(database.Query<string>("SELECT xml FROM protection_key"));
        Assert.Contains("<EncryptedData", key, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal);
        Assert.Equal(1, database.ExecuteScalar<long>("SELECT COUNT(*) FROM audit WHERE event = 'KeyMade'"));
    }

    [SkippableFact]
    public async Task Doctor_speaks_of_no_folder_that_is_not_used_and_none_is_made()
    {
        var site = Site();
        await site.Page("/is-ketamine-right-for-me");
        using var says = new StringWriter();

        await CommandLine.Run(["doctor"], site.CommandContext, says, says);

        Assert.Contains("key ring: closes and opens", says.ToString(), StringComparison.Ordinal);
        foreach (var word in new[] { "disk", "Store:Folder", site.StoreFolder }) Assert.DoesNotContain(word, says.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.StoreFolder));
    }

    [SkippableFact]
    public async Task Keys_whose_certificate_is_another_are_known_to_be_lost()
    {
        await Site().Page("/is-ketamine-right-for-me");
        using var another = new KeyCertificate();
        var site = Site();
        site.Settings["Store:KeyCertificate"] = another.File;
        using var browser = site.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
    }

    public void Dispose()
    {
        sites.ForEach(site => site.Dispose());
        place.Dispose();
        certificate.Dispose();
    }

    ClinicSite Site()
    {
        var site = new ClinicSite();
        site.Settings["Store:Provider"] = "Postgres";
        site.Settings["Store:ConnectionString"] = place.ConnectionString;
        site.Settings["Store:KeyCertificate"] = certificate.File;
        site.Settings["Store:KeyCertificatePassword"] = certificate.Password;
        sites.Add(site);
        return site;
    }

    /// <summary>A browser that a load balancer sends now here, now there.</summary>
    sealed class Person
    {
        readonly CookieContainer cookies = new();

        public async Task<IDocument> Get(ClinicSite site, string address) => await ClinicSite.Html(await Ask(site, new(HttpMethod.Get, address)));

        public Task<HttpResponseMessage> Send(ClinicSite site, IDocument form)
        {
            var hidden = form.QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]").Where(input => input.Name is not null).Select(input => KeyValuePair.Create(input.Name!, input.Value));
            var answers = FormBrowser.GoodAnswers().SelectMany(answer => answer.Value.Select(value => KeyValuePair.Create(answer.Key, value)));
            return Ask(site, new(HttpMethod.Post, "/is-ketamine-right-for-me") { Content = new FormUrlEncodedContent([.. hidden, .. answers]) });
        }

        public async Task<IDocument> Follow(ClinicSite site, HttpResponseMessage sent)
        {
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
            return await Get(site, sent.Headers.Location!.OriginalString);
        }

        async Task<HttpResponseMessage> Ask(ClinicSite site, HttpRequestMessage request)
        {
            using var browser = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new("http://localhost") });
            request.Headers.TryAddWithoutValidation("Cookie", cookies.GetCookieHeader(new("http://localhost")));
            var answer = await browser.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set)) foreach (var cookie in set) cookies.SetCookies(new("http://localhost"), cookie);
            return answer;
        }
    }
}
