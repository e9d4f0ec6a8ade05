using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>The person's private page about one request. Its address holds a secret that only they have.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel(
    RequestStore requests, RequestIntake intake, CurrentClinic clinic, PostOrigin origins, ReceivedNote note,
        TimeProvider clock) : PageModel
{
    public string Secret { get; private set; } = "";

    public RequestStatus Status { get; private set; } = null!;

    public bool AskAgain { get; private set; }

    public string AnswerBy => ClinicTime.WeekdayThisYear(clinic.Local(Promised));

    public bool IsPastPromise => clock.GetUtcNow() > Promised;

    public string At(DateTimeOffset time) => ClinicTime.DayAndTime(clinic.Profile, time);

    /// <summary>What happened since the request was kept, in the order in which it did.</summary>
    public IEnumerable<(string What, DateTimeOffset Time)> Steps
    {
        get
        {
            var steps = new List<(string What, DateTimeOffset Time)>();
            if (Status.Corrected is { } corrected) steps.Add(("Corrected", corrected));
            if (Status.Delivered is { } delivered) steps.Add(("Handed over to the clinic's mail", delivered));
            return steps.OrderBy(step => step.Time);
        }
    }

    public Task<IActionResult> OnGet(string secret, CancellationToken cancel) =>
        Unless503(async () => await Find(secret, cancel) is null ? NotFound() : Page());

    public Task<IActionResult> OnPost(string secret, CancellationToken cancel) =>
        Unless503(() => Withdraw(secret, cancel));

    DateTimeOffset Promised => Status.Promised ?? clinic.Promise(Status.Received);

    async Task<IActionResult> Withdraw(string secret, CancellationToken cancel)
    {
        if (await Find(secret, cancel) is not { } id) return NotFound();
        if ((await PostedBody.Read(Request, cancel)).Refusal is { } refusal) return StatusCode(refusal);
        if (!await origins.IsProven(HttpContext))
        {
            AskAgain = true;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await intake.Withdraw(id, cancel);
        note.Forget(Response);
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
        (Status, Secret) = (status, id.Secret);
        return id;
    }
}
