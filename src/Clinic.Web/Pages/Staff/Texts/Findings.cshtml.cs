using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What is to mend in one's own draft, for the script of the editor.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class TextFindingsModel(TextEditing editing, DraftReader reader) : PageModel
{
    public IActionResult OnPost() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public async Task<IActionResult> OnGet(string folder, string slug, CancellationToken cancel)
    {
        if (TextPath.Of(folder, slug) is not { } path
            || await editing.WordsOf(path, HttpContext.StaffSession().Person.Id, cancel) is not { } text)
            return NotFound();
        var read = reader.Read(path, text);
        return new JsonResult(new
        {
            blocks = read.Blocks,
            advises = read.Advises,
            findings = read.Findings.Select(finding => new
            {
                field = finding.Field,
                from = finding.From,
                to = finding.To,
                line = finding.Line,
                column = finding.Column,
                severity = finding.Blocks ? "error" : "warning",
                rule = finding.Problem.Rule.Id,
                wrong = finding.Problem.Wrong,
                expected = finding.Problem.Expected,
                mend = finding.Problem.Rule.Mend,
                instead = finding.Instead,
            }),
        });
    }
}
