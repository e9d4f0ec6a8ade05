using System.Text.Json;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>One request, and what is done about it. Who opens it is in the audit trail first.</summary>
[StaffPage(StaffAction.AnswerRequests)]
public sealed class RequestModel(Desk desk, StaffDirectory directory, FieldTable table, ConsentWordings wordings,
    CurrentClinic clinic) : PageModel
{
    public string Address => RequestListModel.AddressOf(Facts.Reference.Value);

    /// <summary>The list that it was opened from; what leads to the next stays on it.</summary>
    public ListFilter Filter { get; private set; } = ListFilter.Open;

    public string ListName => Filter == ListFilter.Open
        ? "All requests" : $"All requests: {Filter.Name.ToLowerInvariant()}";

    public OpenedRequest Opened { get; private set; } = null!;

    public DeskRequest Facts => Opened.Facts;

    /// <summary>What became of what was posted, when it was not done.</summary>
    public string? Trouble { get; private set; }

    /// <summary>A note that could not be written is not lost.</summary>
    public string Typed { get; private set; } = "";

    public StaffNames People { get; private set; } = new([]);

    public IEnumerable<StaffPerson> Others =>
        People.WhoMay(StaffAction.AnswerRequests).Where(person => person.Id != Facts.Owner);

    public ReachWays Ways => ReachWays.Of(Facts);

    public IReadOnlyList<ReachLink> Links => [.. Ways.Links(Opened.Answers)];

    /// <summary>The questions, for a browser that opens the request itself.</summary>
    public string Fields => JsonSerializer.Serialize(ToldField.All(table), JsonSerializerOptions.Web);

    /// <summary>What came of it in words, by what a sealed note says.</summary>
    public static string Outcomes => JsonSerializer.Serialize(Enum.GetValues<AnsweringOutcome>()
        .ToDictionary(one => one.ToString(), DeskWords.Outcome));

    public string AnswerBy
    {
        get
        {
            var by = clinic.Local(Facts.Promised);
            return $"{(Facts.IsLate ? "Late: was to be answered by" : "Answer by")} "
                + $"{ClinicTime.WeekdayThisYear(by)}, {DisplayFormat.Time(TimeOnly.FromDateTime(by))}";
        }
    }

    public string At(DateTimeOffset moment) => ClinicTime.DayAndTime(clinic.Profile, moment);

    /// <summary>Answers of a part, in the words in which the clinic reads them.</summary>
    public IEnumerable<(string Label, string Value)> Told(ClinicPart part) => Opened.Answers is { } answers
        ? table.Told.Where(field => field.Part == part && field.Name != nameof(ConsultationForm.ContactMethod))
            .Select(field => (field.ClinicLabel!, field.Tell(answers) ?? "")).Where(told => told.Item2.Length > 0)
        : [];

    /// <summary>Word for word; what was taken back has no words.</summary>
    public IEnumerable<(string Heading, string? Words)> Agreed => Facts.Consents.Select(consent => (
        consent.Given.Purpose switch
        {
            ConsentPurpose.Contact => "May be contacted",
            ConsentPurpose.PlainChannel => "Agreed to ordinary e-mail or texts",
            ConsentPurpose.TextingStopped => "Stopped texts",
            _ => "Withdrawn",
        } + $", {At(consent.At)}", wordings.Find(consent.Given.Version, consent.Given.Purpose)?.Text));

    public string? NoteOf(AnsweringEntry entry) => desk.NoteOf(Facts.Reference, entry) is { } note
        ? note.Outcome is { } outcome ? $"{DeskWords.Outcome(outcome)}{(note.Text.Length > 0 ? ": " : "")}{note.Text}"
            : note.Text : null;

    public async Task<IActionResult> OnGet(string reference, string? filter, CancellationToken cancel)
    {
        Filter = ListFilter.Of(filter);
        return RequestReference.TryParse(reference, out var known) && await Open(known, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string reference, string? filter, CancellationToken cancel)
    {
        Filter = ListFilter.Of(filter);
        if (!RequestReference.TryParse(reference, out var known)) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        People = await directory.Read(cancel);
        var (action, fault) = PostedDeskAction.Read(body.Fields, People);
        if (action is null)
            return await Again(known, fault, StatusCodes.Status400BadRequest, body.Fields["Text"], cancel);
        var result = await desk.Do(known, action, HttpContext.StaffSession().Person.Id, cancel);
        if (result is ChangeResult.Done or ChangeResult.Withdrawn)
        {
            Response.Headers.Location = Filter.LinkTo(known.Value);
            return StatusCode(StatusCodes.Status303SeeOther);
        }
        return await Again(known, result switch
        {
            ChangeResult.ChangedMeanwhile => "This request changed after you opened it, so nothing was written. Look at what is new below, then do it "
                + "again if it still holds.",
            ChangeResult.Gone => "What this person told us is erased, so nothing more can be written.",
            _ => "In its present state that cannot be done, so nothing was written.",
        }, StatusCodes.Status409Conflict, action.Text, cancel);
    }

    async Task<IActionResult> Again(RequestReference reference, string? trouble, int status, string? typed,
        CancellationToken cancel)
    {
        if (!await Open(reference, cancel)) return NotFound();
        (Trouble, Typed, Response.StatusCode) = (trouble, typed ?? "", status);
        return Page();
    }

    async Task<bool> Open(RequestReference reference, CancellationToken cancel)
    {
        if (await desk.Open(reference, Filter.Filter, HttpContext.StaffSession().Person.Id, cancel) is not { } opened)
            return false;
        People = await directory.Read(cancel);
        Opened = opened;
        return true;
    }
}
