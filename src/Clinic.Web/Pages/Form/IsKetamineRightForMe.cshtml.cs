using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Site.Caching;
using Clinic.Web.Site.Engine;
using Clinic.Web.Site.Safeguards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

// Where the post comes from is judged in OnPost, so that a stale page can give the typed text back.
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IsKetamineRightForMeModel(
    RequestIntake intake, ConsultationFormValidator validator, ConsentWordings wordings, SubmissionTickets tickets,
        FieldTable table, PostLimits limits, KeepingBudget budget, PostOrigin origins, ReceivedNote note,
        ArticleLibrary library, FormScript script) : PageModel
{
    const string StillHere =
        "so nothing was received yet. Your answers are still here. Please press \"Send my request\" again.";
    const string PageWasOld = "This page was open for more than a day, " + StillHere;
    const string PartWasMissing = "A part of this page that you cannot see did not come back to us as we sent it, "
        + StillHere;
    const string OtherTab = "We could not be sure that this came from this page, as happens when the site was opened "
        + "in another tab meanwhile, " + StillHere;
    const string NoCookie = "Your browser did not send our cookie back, as happens when it blocks cookies, " + StillHere
        + " We will take it without the cookie then.";
    const string WasWithdrawn = "You withdrew this request, and what it said is erased. To ask us anew, please press "
        + "\"Send my request\" again.";
    const string WasErased = "What was sent from this page before is erased, and this was not received yet. To ask us "
        + "anew, please press \"Send my request\" again.";
    const string TooOften = "This request was corrected three times, which is as often as this page can, so this was "
        + "not received. Please tell us the rest by phone.";

    public string Ticket { get; private set; } = "";

    public FormFields Fields { get; private set; } = null!;

    public Asset Script { get; private set; } = null!;

    /// <summary>A sentence above the form that belongs to no field.</summary>
    public string? Trouble { get; private set; }

    public bool WasNotKept { get; private set; }

    public bool IsOverLimit { get; private set; }

    /// <summary>That many came was not the doing of this person's network.</summary>
    public bool SiteIsOverLimit { get; private set; }

    /// <summary>When other answers were sent on this visit, if the person is to say what these are.</summary>
    public DateTimeOffset? Earlier { get; private set; }

    public bool HasErrors => Response.StatusCode >= StatusCodes.Status400BadRequest && Earlier is null;

    public void OnGet()
    {
        // The empty form holds nothing of a visitor. A browser that may keep it gives back what was typed when a person
        // comes back to it.
        Response.OnStarting(() =>
        {
            if (HasErrors) return Task.CompletedTask;
            Response.Headers.CacheControl = "private, no-cache";
            Response.Headers.Remove("Pragma");
            return Task.CompletedTask;
        });
        Show(new(table), [], tickets.Issue());
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        CpuScheduling.YieldToReaders();
        var posted = await PostedForm.Read(Request, table, cancel);
        if (posted.UnreadFor is { } status) return StatusCode(status);
        CpuScheduling.YieldToReaders();
        var form = posted.ToForm(table);
        var ticket = tickets.Read(posted.Ticket, out var isFresh);
        var address = HttpContext.Connection.RemoteIpAddress;
        if (!limits.MayPost(address)) return OverLimit(form, ticket);
        if (posted.Refusal is { } refusal) return Again(form, [], refusal, ticket);
        if (await Mistakes(form, ticket, isFresh) is { } again) return again;

        var sent = new Sending(form, ticket!.Id) { LastSent = note.Read(Request)?.Id, Means = posted.Means };
        var isTooFast = tickets.Age(ticket) is { } age && limits.IsTooFast(age);
        var outcome = await intake.Receive(sent, () =>
            budget.Admit(address, Suspicion.Of(form, isTooFast, posted.TrapIsFilled)), cancel);
        return Respond(outcome, form, ticket);
    }

    /// <summary>The page once more, with what the person can mend; null when the form may be received.</summary>
    async Task<PageResult?> Mistakes(ConsultationForm form, SubmissionTicket? ticket, bool isFresh)
    {
        CpuScheduling.YieldToReaders();
        var errors = validator.Validate(form).Errors.GroupBy(error => error.PropertyName)
            .ToDictionary(group => group.Key, group => group.First().ErrorMessage, StringComparer.Ordinal);
        CpuScheduling.YieldToReaders();
        if (ticket is null) return Again(form, errors, PartWasMissing, ticket);
        if (!isFresh) return Again(form, errors, PageWasOld, ticket);
        return await origins.Of(HttpContext) switch
        {
            Origin.Unproven => Again(form, errors, OtherTab, ticket),
            Origin.WithoutCookie when !ticket.KnowsNoCookie =>
                Again(form, errors, NoCookie, ticket with { KnowsNoCookie = true }),
            Origin.WithoutCookie or Origin.Ours => errors.Count > 0 ? Again(form, errors, null, ticket) : null,
        };
    }

    IActionResult Respond(IntakeOutcome outcome, ConsultationForm form, SubmissionTicket ticket) => outcome.What switch
    {
        Intake.Kept or Intake.SameAgain => Received(outcome.Request!, form, Change.None),
        Intake.Replaced => Received(outcome.Request!, form, Change.Replaced),
        Intake.Corrected => Received(outcome.Request!, form, Change.Corrected),
        Intake.AskReplaceOrNew => Ask(form, ticket, outcome.Request!.Received),
        Intake.CorrectedTooOften => Again(form, [], TooOften, ticket, StatusCodes.Status409Conflict),
        Intake.Withdrawn => Again(form, [], WasWithdrawn, SubmissionTickets.Anew(ticket)),
        Intake.Erased => Again(form, [], WasErased, SubmissionTickets.Anew(ticket)),
        Intake.NetworkIsBusy => OverLimit(form, ticket),
        Intake.SiteIsBusy => SiteIsBusy(form, ticket),
        Intake.NotKept => NotKept(form, ticket),
    };

    // Without cookies the page that shows the reference would be empty; the private page needs none.
    StatusCodeResult Received(TakenRequest request, ConsultationForm form, Change change)
    {
        note.Write(HttpContext, new(request.Reference.Value, form.ContactMethod, request.Received, request.Id.Secret,
            change));
        Response.Headers.Location = origins.HasCookie(Request)
            ? "/is-ketamine-right-for-me/received" : $"/request/{request.Id.Secret}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    PageResult Ask(ConsultationForm form, SubmissionTicket ticket, DateTimeOffset earlier)
    {
        Earlier = earlier;
        return Again(form, [], null, ticket, StatusCodes.Status409Conflict);
    }

    PageResult NotKept(ConsultationForm form, SubmissionTicket ticket)
    {
        WasNotKept = true;
        return Again(form, [], null, ticket, StatusCodes.Status503ServiceUnavailable);
    }

    PageResult OverLimit(ConsultationForm form, SubmissionTicket? ticket)
    {
        IsOverLimit = true;
        Response.Headers.RetryAfter = PostLimits.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Again(form, [], null, ticket, StatusCodes.Status429TooManyRequests);
    }

    PageResult SiteIsBusy(ConsultationForm form, SubmissionTicket? ticket)
    {
        SiteIsOverLimit = true;
        return OverLimit(form, ticket);
    }

    PageResult Again(ConsultationForm form, Dictionary<string, string> errors, string? trouble,
        SubmissionTicket? ticket, int status = StatusCodes.Status400BadRequest)
    {
        Response.StatusCode = status;
        Trouble = trouble;
        Show(form, errors, tickets.Reissue(ticket));
        return Page();
    }

    void Show(ConsultationForm form, Dictionary<string, string> errors, string ticket)
    {
        Script = script.Current;
        SecurityHeaders.AllowScript(Response, Script.Integrity);
        Ticket = ticket;
        Fields = new(form, errors, wordings, library.Current.Clinic);
    }
}
