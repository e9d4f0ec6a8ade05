using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Speaks in the place of a page that failed. It has no address of its own.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public string Topic { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public IActionResult OnGet(int code) => Show(code);

    public IActionResult OnPost(int code) => Show(code);

    IActionResult Show(int code)
    {
        var mistake = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (mistake is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null) return NotFound();
        // What the server could not read is the sender's mistake wherever it is met.
        if (mistake is BadHttpRequestException unread) code = unread.StatusCode;
        (Response.StatusCode, Topic, Heading, Sentence) = code switch
        {
            400 => (400, "Not complete", "We could not read that",
                "The request was not complete, and nothing was kept. Please go back and try again, or call us."),
            405 => (405, "Not possible", "That does not work here", "This address only shows a page."),
            408 => (408, "Not complete", "The connection was too slow",
                "The form did not reach us whole, so nothing was kept. Please go back, where your answers should "
                + "still be, and send it again, or call us."),
            413 => (413, "Too large", "That was too much to send",
                "The form was larger than we can take, so nothing was kept. Please shorten your message, or call us."),
            500 => (500, "Our mistake", "Something went wrong on our side",
                "Nothing that you did caused this. If you were sending a request, it was not received: please try again, or call us."),
            503 => (503, "Not just now", "We cannot do that just now",
                "Please try again in a few minutes, or call us."),
            _ => (404, "Page not found", "This lane ends here.",
                "The page may have moved, or the address may be mistyped. Nothing you did is lost."),
        };
        return Page();
    }
}
