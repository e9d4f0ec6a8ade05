using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Keeps what is being typed, for the script of the editor.</summary>
[StaffPage(StaffAction.EditSite, LargestPost = PostedText.Largest)]
public sealed class TextDraftModel(TextEditing editing, ArticleLibrary library, StaffDirectory directory,
    CurrentClinic clinic, TimeProvider clock)
    : PageModel
{
    /// <summary>Whether somebody else works on the text, or published another version, since it was opened.</summary>
    public async Task<IActionResult> OnGet(string folder, string slug, string? opened, CancellationToken cancel)
    {
        var me = HttpContext.StaffSession().Person.Id;
        if (TextPath.Of(folder, slug) is not { } path || await editing.WordsOf(path, me, cancel) is null)
            return NotFound();
        var (holder, hasChanged) = await editing.Look(path, me, opened, cancel);
        return new JsonResult(new { editing = await Held(holder, cancel), changed = hasChanged });
    }

    public async Task<IActionResult> OnPost(string folder, string slug, CancellationToken cancel)
    {
        var me = HttpContext.StaffSession().Person.Id;
        if (TextPath.Of(folder, slug) is not { } path || await editing.Open(path, me, cancel) is null)
            return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var opened = PostedText.Opened(body.Fields);
        var window = PostedText.Window(body.Fields);
        var file = TextFile.Of(await editing.Begun(path, me, opened, window, cancel));
        var text = PostedText.Write(file, TextField.Of(file, ContentKind.Of(path)!, library.Current), body.Fields).Text;
        var kept = await editing.Keep(path, me, opened, text, window, cancel);
        return new JsonResult(new
        {
            saved = DisplayFormat.Time(TimeOnly.FromDateTime(clinic.Local(kept.Draft.SavedAt))),
            hash = kept.Draft.Hash,
            editing = await Held(kept.Holder, cancel),
            changed = kept.HasChanged,
            joined = kept.IsJoined,
            tooLong = TextEditing.IsTooLong(text) ? TextEditing.TooLong : null,
        });
    }

    async Task<string?> Held(EditingBy? holder, CancellationToken cancel) =>
        holder is null ? null : TextWords.Held(await directory.Read(cancel), holder, clinic.Profile, clock.GetUtcNow());
}
