using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Staff.People;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Who did what, newest first. No entry holds a word that a patient typed.</summary>
[StaffPage(StaffAction.ReadTrail)]
public sealed class StaffTrailModel(AuditTrail trail, StaffMembers members, ArticleLibrary library) : PageModel
{
    const int PageSize = 50;

    public TrailNames Names { get; private set; } = TrailNames.None;

    public IReadOnlyList<NumberedEntry> Entries { get; private set; } = [];

    /// <summary>Of the whole trail; only beside its newest entries, since each entry is read for it.</summary>
    public AuditVerdict? Verdict { get; private set; }

    public long? Older => Entries.Count == PageSize && Entries[^1].Number > 1 ? Entries[^1].Number : null;

    public async Task OnGet(string? before, CancellationToken cancel)
    {
        var isOlder = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Entries = await trail.Newest(isOlder ? number : long.MaxValue, PageSize, cancel);
        Names = new(await members.Names(cancel), library.Current.Clinic.People);
        if (!isOlder) Verdict = await trail.Verify(cancel);
    }
}
