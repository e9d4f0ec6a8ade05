using System.Text;
using AngleSharp.Html.Dom;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Reviews;

/// <summary>A site with one small article, people of every role, and clinicians who sign as persons of clinic.yaml.</summary>
public sealed class ReviewSite : IDisposable
{
    public const string Page = "/staff/reviews/articles/sample";

    readonly ContentCopy content = new();

    public ReviewSite()
    {
        Site = new() { Clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero)), IsProduction = true };
        Site.Settings["Site:ContentFolder"] = content.Folder;
    }

    public ClinicSite Site { get; }

    public ContentCopy Content => content;

    public T Get<T>() where T : notnull => Site.Services.GetRequiredService<T>();

    public async Task<(StaffBrowser Browser, string Id)> SignedIn(StaffRoles roles)
    {
        var id = await StaffBrowser.Person(Site, roles);
        return (await StaffBrowser.SignedIn(Site, roles, id), id);
    }

    public async Task<(StaffBrowser Browser, string Id)> Clinician(string key = "clinical-lead")
    {
        var (browser, id) = await SignedIn(StaffRoles.Clinician);
        Assert.Equal(SignerChange.Done, await Get<Signers>().Name(id, key, id, default));
        return (browser, id);
    }

    public async Task<ReviewRequest> Ask(string text, string by, string note = "", string path = ContentCopy.Sample)
    {
        var published = await Published(path);
        return await Get<ReviewRequests>().Ask(path, published.Sha256, Encoding.UTF8.GetBytes(text), by, note, default);
    }

    /// <summary>Publishes as somebody does who may.</summary>
    public async Task Publish(string path, string text, string by)
    {
        var published = await Published(path);
        Assert.IsType<PublishResult.Published>(await Get<ContentPublisher>().Publish(
            new(by, VersionCause.Published, [new(path, Encoding.UTF8.GetBytes(text), published.Recorded)]), null, default));
    }

    /// <summary>What is published, once the history knows the folder.</summary>
    public async Task<PublishedFile> Published(string path = ContentCopy.Sample)
    {
        await Eventually.Holds(async () => await Get<ContentHistory>().Newest(path, default) is not null, SentMails.Patience, "the history knows the file");
        return await Get<CurrentText>().Of(path, default);
    }

    /// <summary>What the form on a page would post.</summary>
    public static Dictionary<string, string> Form(IHtmlDocument page, string action) => new(
        page.QuerySelectorAll($"form:has(button[value='{action}']) input").Select(input =>
            KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")), StringComparer.Ordinal)
    {
        ["do"] = action,
    };

    public static async Task<HttpResponseMessage> Sign(StaffBrowser browser, string page = Page) => await browser.Post(page, Form(await browser.Page(page), "sign"));

    public string OnDisk(string path = ContentCopy.Sample) => File.ReadAllText(Path.Combine(content.Folder, path));

    public async Task<List<(AuditEvent What, string? About, string Who)>> Trail(params AuditEvent[] events)
    {
        var entries = new List<(AuditEvent, string?, string)>();
        await foreach (var entry in Get<AuditTrail>().Entries(default)) if (events.Contains(entry.What)) entries.Add((entry.What, entry.About, entry.Who));
        return entries;
    }

    public Task<IHtmlDocument> Public(string address) => Site.Page(address);

    public void Dispose()
    {
        Site.Dispose();
        content.Dispose();
    }
}
