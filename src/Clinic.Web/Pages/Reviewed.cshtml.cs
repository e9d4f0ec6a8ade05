using Clinic.Web.Articles;
using Clinic.Web.Publishing.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What a clinician signed, for the readers of a page.</summary>
public sealed class ReviewedModel(SignedWords words, SignedTexts signed, ArticleLibrary library) : PageModel
{
    public SignedPage Signed { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var address = Request.Path.Value ?? "";
        if (library.Shelf.Find(SignedTexts.TextAt(address)) is not { } text || signed.AddressOf(text) != address
            || await words.Of(text, cancel) is not { } page)
            return NotFound();
        Signed = page;
        return Page();
    }
}
