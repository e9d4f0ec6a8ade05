using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Editorial;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What waits for a clinician's signature, and what they should read again.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class ReviewListModel(ReviewRequests requests, StaffDirectory directory, ArticleLibrary library,
    TimeProvider clock) : PageModel
{
    public const string Address = "/staff/reviews";

    static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["signed"] = "Signed. Readers see the text with your name and today's date.",
        ["back"] = "Sent back. Whoever asked sees your note.",
        ["taken"] = "Taken back. Nobody is asked to sign it any more.",
    };

    StaffNames people = new([]);

    /// <summary>What was done a moment ago.</summary>
    public string? Done { get; private set; }

    public IReadOnlyList<ReviewRequest> Waiting { get; private set; } = [];

    public IReadOnlyList<ReviewRequest> SentBack { get; private set; } = [];

    public IReadOnlyList<DueReview> Due { get; private set; } = [];

    public bool MaySign => HttpContext.StaffSession().Person.Roles.May(StaffAction.SignTexts);

    public bool MayNameSigners => HttpContext.StaffSession().Person.Roles.May(StaffAction.ManagePeople);

    public async Task OnGet(string? done, CancellationToken cancel)
    {
        Done = Sentences.GetValueOrDefault(done ?? "");
        people = await directory.Read(cancel);
        Waiting = await requests.Waiting(cancel);
        SentBack = await requests.SentBackTo(HttpContext.StaffSession().Person.Id, cancel);
        Due = ReviewReport.Due(library.Shelf);
    }

    public string Who(string? id) => id is null ? "" : people.Of(id) ?? id;

    public string At(DateTimeOffset moment) => ClinicTime.DayAndTime(library.Current.Clinic, moment);

    /// <summary>The title of a text, or the name of a file that has none.</summary>
    public string TitleOf(string path) =>
        library.Current.All.Values.FirstOrDefault(text => text.File.Path == path)?.Title ?? path;

    public string When(DueReview due)
    {
        var day = DisplayFormat.Date(due.Text.Matter.NextReview!.Value);
        return due.State switch
        {
            ReviewState.Withdrawn => $"Out of lists and search: was due on {day}",
            ReviewState.Overdue => $"Overdue since {day}, and the page says so",
            _ when due.Week is { } week && week > ClinicTime.MondayOf(library.Current.DayOf(clock.GetUtcNow())) =>
                $"To read in the week of {DisplayFormat.Date(week)}: due on {day}",
            _ => $"To read this week: due on {day}",
        };
    }
}
