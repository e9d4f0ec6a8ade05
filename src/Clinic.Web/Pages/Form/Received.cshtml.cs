using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// For a day, in the browser that sent it: the reference of a request and the address of its private page.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceivedModel(ReceivedNote note, RequestStore requests, PostOrigin origins, CurrentClinic clinic,
    SiteSettings site) : PageModel
{
    DateTimeOffset? promised;

    public Received? Received { get; private set; }

    /// <summary>
    /// Another request of this browser that still goes its way: who went back to correct it may want to take it back.
    /// </summary>
    public EarlierRequest? Earlier { get; private set; }

    public bool IsHeld { get; private set; }

    public bool IsWithdrawn { get; private set; }

    public string Way => Received!.ContactMethod switch
    {
        AnswerChoices.Phone => "phone",
        AnswerChoices.TextMessage => "text message",
        _ => "e-mail",
    };

    public bool IsByPhone => Received!.ContactMethod == AnswerChoices.Phone;

    public string AnswerBy => ClinicTime.WeekdayThisYear(clinic.Local(promised ?? clinic.Promise(Received!.At)));

    public string PrivatePage => $"/request/{Received!.Secret}";

    public string WholeAddress => site.Absolute(PrivatePage);

    public string ShownUntil => ClinicTime.DayAndTime(clinic.Profile, Received!.Noted + ReceivedNote.Lifetime);

    public async Task OnGet(CancellationToken cancel)
    {
        if (note.Read(Request) is not { Id: { } id } received) return;
        Received = received;
        try
        {
            var status = await requests.StatusOf(id, cancel);
            (IsHeld, IsWithdrawn, promised) = (status is { IsHeld: true }, status is { Withdrawn: not null },
                status?.Promised);
            if (received.Earlier is { } earlier && SubmissionId.TryParse(earlier.Secret, out var before)
                && await requests.StatusOf(before, cancel) is { Withdrawn: null, Erased: null })
                Earlier = earlier;
        }
        catch (StoreUnavailableException)
        {
            // The reference and the address are what the person needs; where the request is, the private page says when
            // the store is back.
        }
    }

    // The cookie comes with posts from our own pages only, and nothing else is changed.
    public IActionResult OnPost()
    {
        if (origins.IsFromElsewhere(Request)) return StatusCode(StatusCodes.Status400BadRequest);
        if (note.Read(Request) is not null) note.Forget(Response);
        Response.Headers.Location = "/is-ketamine-right-for-me/received";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
