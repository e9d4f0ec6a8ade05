using System.Globalization;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>Mails a request to the clinic once more, as when its mail was lost.</summary>
[StaffPage(StaffAction.AnswerRequests, Touch = FreshTouch.Always)]
public sealed class ResendRequestModel(Desk desk, CurrentClinic clinic) : RequestFactsModel(desk, clinic)
{
    /// <summary>
    /// How often the mail had been tried when the page was shown: the same press twice mails it once.
    /// </summary>
    public const string SeenField = "Seen";

    protected override bool IsPossible => Facts.CanResend;

    public async Task<IActionResult> OnPost(string reference, CancellationToken cancel)
    {
        if (!await Find(reference, cancel)) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        if (!int.TryParse(body.Fields[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            return BadRequest();
        await Desk.Resend(Facts.Reference, seen, Me, cancel);
        return BackToRequest();
    }
}
