using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>One text as readers will see it, beside what changed since the last signature.</summary>
[StaffPage(StaffAction.ReadSite, Touch = FreshTouch.ForPosts)]
public sealed class ReviewPageModel(Signing signing, ReviewRequests requests, ReviewFindings findings, Signers signers,
    StaffDirectory directory,
    CurrentClinic clinic, TimeProvider clock) : PageModel
{
    StaffNames people = new([]);

    public TextForReview Text { get; private set; } = null!;

    public ReadForReview Read { get; private set; } = null!;

    /// <summary>As whom they would sign; null when nobody said so, or they may not.</summary>
    public Person? Signer { get; private set; }

    /// <summary>Why what was posted was not done.</summary>
    public string? Trouble { get; private set; }

    public IReadOnlyList<ContentProblem> Errors { get; private set; } = [];

    /// <summary>A note that could not be sent is not lost.</summary>
    public string Note { get; private set; } = "";

    public StaffPerson Me => HttpContext.StaffSession().Person;

    public bool MaySign => Me.Roles.May(StaffAction.SignTexts);

    public bool IsTouched => HttpContext.StaffSession().IsFresh(clock.GetUtcNow())
        || Me.Id == StaffPeople.Demonstration;

    public string Title => Read.Article?.Title ?? Text.Path;

    public string Address => ReviewAddress.Of(Text.Path);

    public string Who(string id) => people.Of(id) ?? id;

    public string At(DateTimeOffset moment) => ClinicTime.DayAndTime(clinic.Profile, moment);

    public async Task<IActionResult> OnGet(string folder, string slug, CancellationToken cancel) =>
        ReviewAddress.PathOf(folder, slug) is { } path && await Open(path, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string folder, string slug, CancellationToken cancel)
    {
        if (ReviewAddress.PathOf(folder, slug) is not { } path) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var posted = body.Fields;
        return posted["do"].ToString() switch
        {
            "sign" when MaySign => await Sign(path, PasskeyPage.Named(posted, "seen"),
                PasskeyPage.Named(posted, "published"), cancel),
            "back" when MaySign => await SendBack(path, PasskeyPage.Named(posted, "seen"),
                TypedText.Lines(posted["note"].ToString()), cancel),
            "take" => await TakeBack(path, cancel),
            "sign" or "back" => await Again(path, StatusCodes.Status403Forbidden,
                "A clinician signs texts. An owner can give you that role under People, so nothing was changed.",
                    cancel),
            _ => BadRequest(),
        };
    }

    async Task<IActionResult> Sign(string path, string seen, string published, CancellationToken cancel)
    {
        switch (await signing.Sign(Me, path, seen, published.Length == 0 ? null : published, cancel))
        {
            case SignResult.Signed:
                return Went("signed");
            case SignResult.SignsAsNobody:
                return await Again(path, StatusCodes.Status409Conflict,
                    "Nothing was signed: the website does not know yet as which clinician you sign. "
                    + "An owner sets that under Reviews, “Who signs as whom”.", cancel);
            case SignResult.Refused refused:
                Errors = refused.Problems;
                return await Again(path, StatusCodes.Status409Conflict,
                    "Nothing was signed: readers could not be shown this text as it is. Send it back to be mended.",
                        cancel);
            case SignResult.CannotWrite cannot:
                return await Again(path, StatusCodes.Status503ServiceUnavailable,
                    $"Nothing was signed. {cannot.Sentence}", cancel);
            default:
                return await Again(path, StatusCodes.Status409Conflict,
                    "Nothing was signed: this text changed, or was signed or sent back by "
                    + "somebody else, after you opened it. Below it is as it is now; read it once more before you sign.", cancel);
        }
    }

    async Task<IActionResult> SendBack(string path, string seen, string note, CancellationToken cancel)
    {
        Note = note.Length > ReviewRequest.LongestNote ? note[..ReviewRequest.LongestNote] : note;
        if (Note.Length == 0)
            return await Again(path, StatusCodes.Status400BadRequest,
                "Say in a sentence what should change, then send it back.", cancel);
        if (await requests.Last(path, cancel) is { Stage: ReviewStage.Waiting } request && request.Sha256 == seen
            && await requests.SendBack(request.Number, Me.Id, Note, cancel))
            return Went("back");
        return await Again(path, StatusCodes.Status409Conflict,
            "Nothing was sent back: this text changed, or was signed or sent back by somebody else, after you opened it.", cancel);
    }

    async Task<IActionResult> TakeBack(string path, CancellationToken cancel)
    {
        if (await requests.Last(path, cancel) is { Stage: ReviewStage.Waiting } request && request.AskedBy == Me.Id
            && await requests.TakeBack(request.Number, Me.Id, cancel))
            return Went("taken");
        return await Again(path, StatusCodes.Status409Conflict,
            "Nothing was taken back: it no longer waits, or somebody else asked.", cancel);
    }

    async Task<IActionResult> Again(string path, int status, string trouble, CancellationToken cancel)
    {
        if (!await Open(path, cancel)) return Went("");
        (Trouble, Response.StatusCode) = (trouble, status);
        return Page();
    }

    async Task<bool> Open(string path, CancellationToken cancel)
    {
        if (await signing.Open(path, cancel) is not { } text) return false;
        people = await directory.Read(cancel);
        (Text, Read) = (text, findings.Read(text));
        Signer = MaySign ? await signers.Of(Me.Id, cancel) : null;
        return true;
    }

    StatusCodeResult Went(string done)
    {
        Response.Headers.Location = done.Length > 0
            ? $"{ReviewListModel.Address}?done={done}" : ReviewListModel.Address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
