using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// The requests by the day that was promised: nothing about health, and names only for who asks for them.
/// </summary>
[StaffPage(StaffAction.ReadRequests)]
public sealed class RequestListModel(Desk desk, StaffDirectory directory, CurrentClinic clinic, TimeProvider clock)
    : PageModel
{
    public const string Address = "/staff/requests";

    /// <summary>The site has no address in capital letters.</summary>
    public static string AddressOf(string reference) => $"{Address}/{reference.ToLowerInvariant()}";

    StaffNames people = new([]);

    public DeskPage Shown { get; private set; } = null!;

    public ListFilter Filter { get; private set; } = ListFilter.Open;

    public int PageNumber { get; private set; } = 1;

    /// <summary>By reference, once somebody asked for them; null where this server cannot open it.</summary>
    public IReadOnlyDictionary<string, string?>? Names { get; private set; }

    /// <summary>What was looked for and is no reference, or none of ours.</summary>
    public string? SearchTrouble { get; private set; }

    public IEnumerable<(string Name, string Link, int? Count, bool IsShown)> Tabs =>
        ListFilter.All.Select(one => (one.Name, one.Link,
        one.Filter == DeskFilter.Answered ? (int?)null : Shown.Counts.Of[one.Filter], one == Filter));

    public string? Before => PageNumber > 1 ? Filter.LinkTo(PageNumber - 1) : null;

    public string? After => Shown.HasMore ? Filter.LinkTo(PageNumber + 1) : null;

    public string NothingHere => Filter.Filter switch
    {
        DeskFilter.Open => "No request is open. New ones appear here as soon as they are sent.",
        DeskFilter.Late => "Nothing is late.",
        DeskFilter.Suspected => "Nothing looks like a machine's.",
        _ => "Nothing here just now.",
    };

    public Task<IActionResult> OnGet(string? filter, string? find, int? number, CancellationToken cancel)
    {
        if (find is null) return Show(filter, number, cancel);
        if (RequestReference.TryParse(find, out var reference))
            return Task.FromResult<IActionResult>(Redirect(AddressOf(reference.Value)));
        SearchTrouble = "That is no reference. One looks like KC-7F3K9-2QXMT; capital letters, hyphens and spaces do not matter.";
        return Show(filter, number, cancel);
    }

    /// <summary>
    /// Shows the names beside the references of the same page; each is in the audit trail before it is shown.
    /// </summary>
    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        await Show(body.Fields["filter"], int.TryParse(body.Fields["number"], out var number) ? number : null, cancel);
        Names = await desk.ShowNames([.. Shown.Rows.Select(row => row.Reference)], HttpContext.StaffSession()
            .Person.Id, cancel);
        return Page();
    }

    public string Due(DeskRow row)
    {
        var (due, today) = (clinic.Local(row.Promised), clinic.Local(clock.GetUtcNow()).Date);
        var time = DisplayFormat.Time(TimeOnly.FromDateTime(due));
        return (due.Date - today).Days switch
        {
            0 => $"Today, {time}",
            1 => $"Tomorrow, {time}",
            _ => $"{DeskWords.ShortDay(due)}, {time}",
        };
    }

    public string Day(DateTimeOffset moment) => ClinicTime.DayAndTime(clinic.Profile, moment);

    public string Owner(string? id) => DeskWords.Who(people, id);

    async Task<IActionResult> Show(string? filter, int? number, CancellationToken cancel)
    {
        Filter = ListFilter.Of(filter);
        PageNumber = Math.Clamp(number ?? 1, 1, MostPages);
        people = await directory.Read(cancel);
        Shown = await desk.List(Filter.Filter, HttpContext.StaffSession().Person.Id, PageNumber, cancel);
        return Page();
    }

    const int MostPages = 10_000;
}
