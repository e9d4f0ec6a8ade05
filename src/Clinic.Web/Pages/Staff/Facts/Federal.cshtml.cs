using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>The federal holidays of a year, reckoned, shown before they are taken.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class FederalHolidaysModel(FactForms forms, CurrentClinic clinic, TimeProvider clock) : FactsPage(forms)
{
    const string List = "holidays";

    public int Year { get; private set; }

    /// <summary>Each with whether the list has that day already.</summary>
    public IReadOnlyList<(Holiday Holiday, bool IsThere)> Days { get; private set; } = [];

    public IEnumerable<int> Years => Enumerable.Range(clinic.Local(clock.GetUtcNow()).Year, 4);

    public async Task<IActionResult> OnGet(int? year, CancellationToken cancel) =>
        await Show(year, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var (posted, status) = await ReadPosted(cancel);
        if (posted is null) return StatusCode(status);
        if (!await Show(int.TryParse(posted["year"], out var year) ? year : null, cancel)) return NotFound();
        var chosen = posted["day"].OfType<string>().ToHashSet();
        var entries = Days.Where(day => !day.IsThere && chosen.Contains(Written(day.Holiday.Date)))
            .Select(day => new NewValue.Map(
            [("date", new NewValue.Text(Written(day.Holiday.Date))), ("name", new NewValue.Text(day.Holiday.Name))]))
                .ToList();
        return After(entries.Count == 0 ? new FactsResult.Unchanged()
            : await Forms.AddAll(Section, List, entries, Writer(posted), cancel), Home);
    }

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    async Task<bool> Show(int? year, CancellationToken cancel)
    {
        await Open("hours", cancel);
        Year = year ?? clinic.Local(clock.GetUtcNow()).Year + 1;
        if (Year is < 2000 or > 2099) return false;
        var there = Opened.Reading?.Text.At(List)?.Items.Select(entry => entry.At("date")?.Value ?? "")
            .ToHashSet() ?? [];
        Days = [.. FederalHolidays.Of(Year).Select(holiday => (holiday, there.Contains(Written(holiday.Date))))];
        return true;
    }
}
