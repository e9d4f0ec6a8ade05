using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// Where a link of the clinic's daily list leads. To look at it changes nothing, as mail scanners look at every link;
/// the button does.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReleaseModel(SuspectedRequests suspected, RequestIntake intake, PostOrigin origins,
    TimeProvider clock) : PageModel
{
    public HeldRequest Held { get; private set; } = null!;

    public string Path { get; private set; } = "";

    public bool AskAgain { get; private set; }

    public bool IsTooOld => clock.GetUtcNow() - Held.Listed > ReleaseToken.Lifetime;

    public bool CanBeReleased => !Held.IsErased && !Held.IsReleased && !IsTooOld;

    public Task<IActionResult> OnGet(string token, CancellationToken cancel) =>
        Unless503(async () => await Find(token, cancel) is null ? NotFound() : Page());

    public Task<IActionResult> OnPost(string token, CancellationToken cancel) =>
        Unless503(() => Release(token, cancel));

    async Task<IActionResult> Release(string text, CancellationToken cancel)
    {
        if (await Find(text, cancel) is not { } token) return NotFound();
        if (!CanBeReleased) return Page();
        if ((await PostedBody.Read(Request, cancel)).Refusal is { } refusal) return StatusCode(refusal);
        if (!await origins.IsProven(HttpContext))
        {
            AskAgain = true;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await intake.ReleaseHeld(token, cancel);
        Response.Headers.Location = Path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    async Task<ReleaseToken?> Find(string text, CancellationToken cancel)
    {
        if (!ReleaseToken.TryParse(text, out var token) || await suspected.Find(token, cancel) is not { } held)
            return null;
        (Held, Path) = (held, $"/release/{token.Secret}");
        return token;
    }

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
}
