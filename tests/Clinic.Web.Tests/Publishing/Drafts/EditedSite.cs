using Clinic.Web.Articles;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>A site with its own content folder and store, and people who write its texts; it can be started again on the same two.</summary>
public sealed class EditedSite : IDisposable
{
    public const string SideEffects = "/staff/texts/articles/side-effects";

    readonly Search.ContentCopy content = new();
    readonly DirectoryInfo store = Directory.CreateTempSubdirectory("store-");
    ClinicSite site;

    public EditedSite() => site = Start();

    public ManualClock Clock { get; } = new(new(DateTime.UtcNow.Date.AddHours(17), TimeSpan.Zero));

    public ClinicSite Site => site;

    public string Folder => content.Path;

    public string TextOf(string path) => File.ReadAllText(Path.Combine(content.Path, path));

    public void Write(string path, string text) => content.Write(path, text);

    /// <summary>A page that states facts of the clinic: what changes in it needs no review.</summary>
    public void WriteFacts(string slug, string markdown) => content.WritePage(slug, $"About {slug}", markdown);

    public Task<StaffBrowser> SignedIn(StaffRoles roles, string? person = null) => StaffBrowser.SignedIn(site, roles, person);

    public async Task IsShown(string address, string words) => await Eventually.Holds(async () =>
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Contains(words, StringComparison.Ordinal);
    }, RestartedSite.Patience, $"{address} shows \"{words}\"");

    public Task Knows(string address) => Eventually.Holds(
        () => site.Services.GetRequiredService<ArticleLibrary>().Current.All.ContainsKey(address), RestartedSite.Patience, $"{address} is read");

    public void Restart()
    {
        site.Dispose();
        site = Start();
    }

    ClinicSite Start()
    {
        var started = new ClinicSite { IsProduction = true, Clock = Clock, StoreAt = store.FullName };
        started.Settings["Site:ContentFolder"] = content.Path;
        return started;
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
        store.Delete(recursive: true);
    }
}
