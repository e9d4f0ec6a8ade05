using System.Globalization;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Every change of the site in plain words, newest first.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class HistoryModel(ChangeLog log, ContentConflicts conflicts, ContentFolderState folder,
    StaffDirectory directory) : PageModel
{
    const int PageSize = 40;

    StaffNames names = new([]);

    public IReadOnlyList<LoggedChange> Changes { get; private set; } = [];

    public IReadOnlyList<ContentConflict> Conflicts { get; private set; } = [];

    public IReadOnlyList<string> Paths { get; private set; } = [];

    public IReadOnlyList<(string Key, string Name)> People { get; private set; } = [];

    public string? Text { get; private set; }

    public string? Who { get; private set; }

    public string? ReadOnly => folder.WhyReadOnly;

    public string? Older => Changes.Count < PageSize ? null
        : $"/staff/history?text={Uri.EscapeDataString(Text ?? "")}&who={Uri.EscapeDataString(Who ?? "")}&before={Changes[^1].Versions.Max(one => one.Number)}";

    public async Task OnGet(string? text, string? who, string? before, CancellationToken cancel)
    {
        names = await directory.Read(cancel);
        Paths = await log.Paths(cancel);
        People = [.. (await log.Authors(cancel)).Select(key => (key, HistoryWords.Author(names, key)))
            .OrderBy(one => one.Item2, StringComparer.OrdinalIgnoreCase)];
        (Text, Who) = (Paths.FirstOrDefault(path => path == text), People.FirstOrDefault(one => one.Key == who).Key);
        var earlier = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : long.MaxValue;
        Changes = await log.Recent(new(Text, Who), earlier, PageSize, cancel);
        Conflicts = await conflicts.Open(cancel);
    }

    public string Name(ContentVersion version) => HistoryWords.Name(names, version);
}
