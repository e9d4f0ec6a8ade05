using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// A page that asks once before something is done to a request, and shows nothing that the person told.
/// </summary>
public abstract class RequestFactsModel(Desk desk, CurrentClinic clinic) : PageModel
{
    public DeskRequest Facts { get; private set; } = null!;

    public string Address => RequestListModel.AddressOf(Facts.Reference.Value);

    public string At(DateTimeOffset moment) => ClinicTime.DayAndTime(clinic.Profile, moment);

    protected Desk Desk => desk;

    protected string Me => HttpContext.StaffSession().Person.Id;

    protected abstract bool IsPossible { get; }

    public async Task<IActionResult> OnGet(string reference, CancellationToken cancel) =>
        !await Find(reference, cancel) ? NotFound() : IsPossible ? Page() : BackToRequest();

    protected async Task<bool> Find(string reference, CancellationToken cancel)
    {
        if (!RequestReference.TryParse(reference, out var known) || await desk.Find(known, cancel) is not { } facts)
            return false;
        Facts = facts;
        return true;
    }

    protected StatusCodeResult BackToRequest()
    {
        Response.Headers.Location = Address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
