using Clinic.Web.Articles;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>A site with its own content folder and store, and people who write its texts; it can be started again on the same two.</summary>
public sealed class EditedSite : IDisposable
{
    public const string SideEffects = "/staff/texts/articles/side-effects";

    readonly IDisposable content;
    readonly DirectoryInfo store = Directory.CreateTempSubdirectory("store-");
    ClinicSite site;

    /// <param name="isSmall">A home page and one article, in place of the texts of the repository.</param>
    public EditedSite(bool isSmall = false)
    {
        if (isSmall) (content, Folder) = Of(new ContentCopy(), copy => copy.Folder);
        else (content, Folder) = Of(new Search.ContentCopy(), copy => copy.Path);
        site = Start();
    }

    static (IDisposable, string) Of<T>(T copy, Func<T, string> folder) where T : IDisposable => (copy, folder(copy));

    public ManualClock Clock { get; } = new(new(DateTime.UtcNow.Date.AddHours(17), TimeSpan.Zero));

    public ClinicSite Site => site;

    public string Folder { get; }

    public string TextOf(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);

    /// <summary>A page that states facts of the clinic: what changes in it needs no review.</summary>
    public void WriteFacts(string slug, string markdown) => Write($"pages/{slug}.md", $"""
        ---
        title: About {slug}
        description: A page that a test wrote, long enough to be a description.
        published: 2026-09-01
        reviewed: 2026-09-01
        next-review: 2027-09-01
        ---

        {markdown}
        """);

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
        started.Settings["Site:ContentFolder"] = Folder;
        return started;
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
        store.Delete(recursive: true);
    }
}
