using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site.Caching;
using Clinic.Web.Site.Safeguards;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

// The token is checked in OnPost, so that a stale one can give the typed text back.
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IsKetamineRightForMeModel(
    RequestIntake intake, ConsultationFormValidator validator, ConsentWordings wordings, TicketOffice tickets, FieldTable table, PostLimits limits, IAntiforgery antiforgery, ReceivedNote note, Assets assets, TimeProvider clock) : PageModel
{
    const string PressAgain = "This page was open for a long time, so we could not be sure the request came from you. Your answers are still here. Please press \"Send my request\" again.";
    const string WasWithdrawn = "You withdrew this request, and what it said is erased. To ask us anew, please press \"Send my request\" again.";

    public string Ticket { get; private set; } = "";

    public FormFields Fields { get; private set; } = null!;

    /// <summary>A sentence above the form that belongs to no field.</summary>
    public string? Trouble { get; private set; }

    public bool WasNotKept { get; private set; }

    public bool IsOverLimit { get; private set; }

    public bool HasErrors => Response.StatusCode >= StatusCodes.Status400BadRequest;

    public void OnGet() => Show(new(table), [], tickets.Issue());

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        ProcessorTurns.LetReadersPass();
        var posted = await PostedForm.Read(Request, table, cancel);
        if (posted.UnreadFor is { } status) return StatusCode(status);
        ProcessorTurns.LetReadersPass();
        var form = posted.ToForm(table);
        var ticket = tickets.Read(posted.Ticket, out var isFresh);
        var address = HttpContext.Connection.RemoteIpAddress;
        if (!limits.MayPost(address)) return OverLimit(form, ticket);
        if (posted.Refusal is { } refusal) return Again(form, [], refusal, ticket);

        ProcessorTurns.LetReadersPass();
        var errors = validator.Validate(form).Errors.GroupBy(error => error.PropertyName).ToDictionary(group => group.Key, group => group.First().ErrorMessage, StringComparer.Ordinal);
        ProcessorTurns.LetReadersPass();
        if (ticket is null || !isFresh || !await antiforgery.IsRequestValidAsync(HttpContext)) return Again(form, errors, PressAgain, ticket);
        if (errors.Count > 0) return Again(form, errors, null, ticket);
        try
        {
            // Before the limits: who presses twice, or goes back and sends the same again, asks once.
            if (LastSent(form) is { } last && await intake.Find(last, cancel) is { Withdrawn: null } same) return Received(same.Reference, form, same.Received, last);
            if (await intake.Find(ticket.Id, cancel) is { } earlier)
                return earlier.Withdrawn is null ? Received(earlier.Reference, form, earlier.Received, ticket.Id) : Again(form, [], WasWithdrawn, ticket: null);
            if (!limits.MayKeep()) return OverLimit(form, ticket);
            var suspicion = Suspicion.Of(form, limits.IsTooFast(tickets.Age(ticket)), posted.TrapIsFilled, limits.IsBusy(address));
            var reference = await intake.Accept(form, ticket.Id, suspicion, cancel);
            return Received(reference, form, clock.GetUtcNow(), ticket.Id);
        }
        catch (RequestNotKeptException)
        {
            WasNotKept = true;
            return Again(form, [], null, ticket, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The request that this browser sent within the hour with these very answers.</summary>
    SubmissionId? LastSent(ConsultationForm form) =>
        note.Read(Request) is { } last && last.Answers == form.Fingerprint() && SubmissionId.TryParse(last.Secret, out var id) ? id : null;

    StatusCodeResult Received(RequestReference reference, ConsultationForm form, DateTimeOffset at, SubmissionId id)
    {
        note.Write(Response, new(reference.Value, form.ContactMethod, at, id.Secret, form.Fingerprint()));
        Response.Headers.Location = "/is-ketamine-right-for-me/received";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    PageResult OverLimit(ConsultationForm form, SubmissionTicket? ticket)
    {
        IsOverLimit = true;
        Response.Headers.RetryAfter = PostLimits.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Again(form, [], null, ticket, StatusCodes.Status429TooManyRequests);
    }

    PageResult Again(ConsultationForm form, Dictionary<string, string> errors, string? trouble, SubmissionTicket? ticket, int status = StatusCodes.Status400BadRequest)
    {
        Response.StatusCode = status;
        Trouble = trouble;
        Show(form, errors, tickets.Reissue(ticket));
        return Page();
    }

    void Show(ConsultationForm form, Dictionary<string, string> errors, string ticket)
    {
        SecurityHeaders.AllowScript(Response, assets.IntegrityOf("form.js"));
        Ticket = ticket;
        Fields = new(form, errors, wordings);
    }
}
