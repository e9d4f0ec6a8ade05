using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>All texts, those whose review is overdue first; new ones are begun here.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class TextListModel(TextList list, NewTexts texts, ReviewRequests reviews, StaffDirectory directory,
    ContentFolderState folder, CurrentClinic clinic, TimeProvider clock) : PageModel
{
    public const string Address = "/staff/texts";

    StaffNames people = new([]);

    public IReadOnlyList<TextRow> Rows { get; private set; } = [];

    public string? Trouble { get; private set; }

    public string? Done { get; private set; }

    public string? WhyReadOnly => folder.WhyReadOnly;

    public string Typed { get; private set; } = "";

    public bool MayEdit => HttpContext.StaffSession().Person.Roles.May(StaffAction.EditSite);

    public Task<IActionResult> OnGet(string? said, CancellationToken cancel)
    {
        Done = TextWords.Said(said);
        return Show(cancel);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!MayEdit)
            return new ContentResult
            {
                StatusCode = StatusCodes.Status403Forbidden,
                Content = "Your role at this clinic does not include writing texts."
            };
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var title = Consultations.TypedText.OneLine(body.Fields["title"].ToString());
        var (path, fault) = await texts.Begin(title, HttpContext.StaffSession().Person.Id, cancel);
        if (path is not null)
        {
            Response.Headers.Location = TextPath.AddressOf(path);
            return StatusCode(StatusCodes.Status303SeeOther);
        }
        (Typed, Trouble, Response.StatusCode) = (title, fault, StatusCodes.Status400BadRequest);
        return await Show(cancel);
    }

    /// <summary>Who has words here that are not published.</summary>
    public string? Unpublished(TextRow row)
    {
        var me = HttpContext.StaffSession().Person.Id;
        if (row.Drafts.Count == 0) return null;
        var draft = row.Drafts.FirstOrDefault(draft => draft.Person == me) ?? row.Drafts[0];
        var at = ClinicTime.At(clinic.Profile, draft.SavedAt, clock.GetUtcNow());
        return draft.Person == me ? $"You have words here that are not published, saved {at}."
            : $"{TextWords.Who(people, draft.Person)} has words here that are not published, saved {at}.";
    }

    async Task<IActionResult> Show(CancellationToken cancel)
    {
        people = await directory.Read(cancel);
        var waiting = await reviews.Waiting(cancel);
        Rows = await list.Read(waiting.Select(request => request.Path).ToHashSet(StringComparer.Ordinal), cancel);
        return Page();
    }
}
