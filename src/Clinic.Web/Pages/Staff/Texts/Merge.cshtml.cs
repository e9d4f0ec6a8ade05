using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>One's own words and those that were published meanwhile, put together paragraph by paragraph.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class TextMergeModel(TextEditing editing) : PageModel
{
    public const string Choice = "choice.";

    static readonly Dictionary<string, MergeChoice> Words = new Dictionary<string, MergeChoice>(StringComparer.Ordinal)
    {
        ["mine"] = MergeChoice.Mine,
        ["theirs"] = MergeChoice.Theirs,
        ["both"] = MergeChoice.Both,
    };

    public string Address { get; private set; } = "";

    public string Mine { get; private set; } = "";

    public string Theirs { get; private set; } = "";

    public TextMerge Merge { get; private set; } = null!;

    public string? Trouble { get; private set; }

    public async Task<IActionResult> OnGet(string folder, string slug, CancellationToken cancel) =>
        TextPath.Of(folder, slug) is { } path ? await Show(path, cancel) : NotFound();

    public async Task<IActionResult> OnPost(string folder, string slug, CancellationToken cancel)
    {
        if (TextPath.Of(folder, slug) is not { } path) return NotFound();
        var body = await PostedBody.Read(Request, cancel);
        if (body.Refusal is { } refusal) return StatusCode(refusal);
        var form = body.Fields;
        var choices = new List<MergeChoice>();
        while (form.TryGetValue($"{Choice}{choices.Count}", out var word)
            && Words.TryGetValue(word.ToString(), out var choice)) choices.Add(choice);
        if (await editing.Take(path, HttpContext.StaffSession()
            .Person.Id, form["theirs"].ToString(), form["mine"].ToString(), choices, cancel))
            return SeeOther($"{TextPath.AddressOf(path)}?said=merged");
        Trouble = "Nothing was taken: choose for each place that both changed. If the text changed once more, what is below is new.";
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await Show(path, cancel);
    }

    async Task<IActionResult> Show(string path, CancellationToken cancel)
    {
        Address = TextPath.AddressOf(path);
        var me = HttpContext.StaffSession().Person.Id;
        if (await editing.Compare(path, me, cancel) is not var (draft, now, merge))
            return await editing.WordsOf(path, me, cancel) is null ? NotFound() : SeeOther(Address);
        (Mine, Theirs, Merge) = (draft.Hash, now.Sha256 ?? "", merge);
        return Page();
    }

    StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
