using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>Erases what one person told.</summary>
[StaffPage(StaffAction.EraseRequests, Touch = FreshTouch.Always)]
public sealed class EraseRequestModel(Desk desk, CurrentClinic clinic) : RequestFactsModel(desk, clinic)
{
    protected override bool IsPossible => Facts.CanErase;

    public async Task<IActionResult> OnPost(string reference, CancellationToken cancel)
    {
        if (!await Find(reference, cancel)) return NotFound();
        await Desk.Erase(Facts.Reference, Me, cancel);
        return BackToRequest();
    }
}
