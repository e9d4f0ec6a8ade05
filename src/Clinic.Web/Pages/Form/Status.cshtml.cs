using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>The person's private page about one request. Its address holds a secret that only they have.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel(
    RequestStore requests, AnsweringStore answering, RequestIntake intake, CurrentClinic clinic, PostOrigin origins,
        ReceivedNote note,
        TimeProvider clock) : PageModel
{
    public const string ButtonField = "Press";
    public const string StopTexting = "stop-texting";
    public const string Withdraw = "withdraw";

    public string Secret { get; private set; } = "";

    public RequestStatus Status { get; private set; } = null!;

    /// <summary>What the clinic did about it.</summary>
    public PersonsView Answering { get; private set; } = PersonsView.Nothing;

    /// <summary>A press that could not be proven to come from this page, by the name of its button.</summary>
    public string? AskAgain { get; private set; }

    public bool IsWrongNumber => Answering.Steps.LastOrDefault(step => step.Step is AnsweringStep.Reached or AnsweringStep.WrongNumber)
        is { Step: AnsweringStep.WrongNumber };

    public string AnswerBy => ClinicTime.WeekdayThisYear(clinic.Local(Promised));

    public bool IsPastPromise => clock.GetUtcNow() > Promised;

    public string At(DateTimeOffset time) => ClinicTime.DayAndTime(clinic.Profile, time);

    public string WeekdayAt(DateTimeOffset time) => ClinicTime.WeekdayAndTime(clinic.Profile, time);

    /// <summary>What happened since the request was kept, in the order in which it did.</summary>
    public IEnumerable<(string What, DateTimeOffset Time)> Steps
    {
        get
        {
            var steps = new List<(string What, DateTimeOffset Time)>();
            if (Status.Corrected is { } corrected) steps.Add(("Corrected", corrected));
            if (Status.Delivered is { } delivered) steps.Add(("Handed over to the clinic's mail", delivered));
            steps.AddRange(Answering.Steps.Select(step => (What: SaidOf(step.Step), step.At))
                .Where(step => step.What.Length > 0));
            return steps.OrderBy(step => step.Time);
        }
    }

    public Task<IActionResult> OnGet(string secret, CancellationToken cancel) =>
        Unless503(async () => await Find(secret, cancel) is null ? NotFound() : Page());

    public Task<IActionResult> OnPost(string secret, CancellationToken cancel) =>
        Unless503(() => Press(secret, cancel));

    static string SaidOf(AnsweringStep step) => step switch
    {
        AnsweringStep.Called => "We tried to reach you",
        AnsweringStep.LeftWord => "We tried to reach you and left word",
        AnsweringStep.Texted => "We texted you",
        AnsweringStep.Wrote => "We wrote to you",
        AnsweringStep.Reached => "We reached you",
        AnsweringStep.TextingStopped => "You asked us to stop texting and to call instead",
        _ => "",
    };

    DateTimeOffset Promised => Status.Promised ?? clinic.Promise(Status.Received);

    async Task<IActionResult> Press(string secret, CancellationToken cancel)
    {
        if (await Find(secret, cancel) is not { } id) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var stopsTexting = body.Fields[ButtonField] == StopTexting;
        if (!await origins.IsProven(HttpContext))
        {
            AskAgain = stopsTexting ? StopTexting : Withdraw;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if (stopsTexting)
        {
            await intake.StopTexting(id, cancel);
        }
        else
        {
            await intake.Withdraw(id, cancel);
            note.Forget(Response);
        }
        Response.Headers.Location = $"/request/{id.Secret}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    // While the store fails the person is asked to come back: their request is neither gone nor withdrawn.
    async Task<IActionResult> Unless503(Func<Task<IActionResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (StoreUnavailableException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    async Task<SubmissionId?> Find(string secret, CancellationToken cancel)
    {
        if (!SubmissionId.TryParse(secret, out var id) || await requests.StatusOf(id, cancel) is not { } status)
            return null;
        (Status, Secret, Answering) = (status, id.Secret, await answering.ForPerson(id, cancel));
        return id;
    }
}
