using Clinic.Web.Articles;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Publishing.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What the pages of data forms have in common.</summary>
public abstract class FactsPage(FactForms forms) : PageModel
{
    static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["published"] = "It is published: readers see it now.",
        ["asked"] = "A clinician is asked to sign it. Readers see it as soon as one does.",
        ["unchanged"] = "Nothing was different, so nothing was changed.",
    };

    protected FactForms Forms => forms;

    public FactsSection Section { get; protected set; } = null!;

    public OpenedFacts Opened { get; protected set; } = null!;

    /// <summary>What is filled in on this page; null on one that is only looked at.</summary>
    public FormGroup? Form { get; protected set; }

    public TypedFields? Typed { get; protected set; }

    /// <summary>What is wrong with what was posted, where it belongs to no field.</summary>
    public IReadOnlyList<string> Wrong { get; protected set; } = [];

    /// <summary>Which way what was posted could go.</summary>
    public DoorAnswer? Door { get; protected set; }

    public string? Done { get; protected set; }

    /// <summary>What was written to the clinician, or the owner's reason.</summary>
    public string Words { get; protected set; } = "";

    public bool IsMedicine => FactForms.IsMedicine(Opened);

    public string Home => $"{FactsIndexModel.Address}/{Section.Slug}";

    public string NameOf(DataField field) => "v." + TypedFields.NameOf(field.Path, Form!.Path);

    protected async Task<bool> Open(string file, CancellationToken cancel)
    {
        if (FactsSection.Find(file) is not { } section) return false;
        (Section, Opened) = (section, await forms.Open(section.File, cancel));
        Done = Sentences.GetValueOrDefault(Request.Query["done"].ToString());
        return true;
    }

    /// <summary>Null, with the status, when it cannot be read.</summary>
    protected async Task<(IFormCollection? Posted, int Status)> ReadPosted(CancellationToken cancel)
    {
        var body = await PostedBody.Read(Request, cancel);
        return body.Refusal is { } refusal ? (null, refusal) : (body.Fields, 0);
    }

    protected FactsWriter Writer(IFormCollection posted) =>
        new(HttpContext.StaffSession().Person, posted["do"] == "review",
        Words = posted["words"].ToString().ReplaceLineEndings("\n").Trim());

    protected IActionResult After(FactsResult result, string back)
    {
        switch (result)
        {
            case FactsResult.Again again:
                (Form, Wrong, Door) = (again.Form, again.Wrong, again.Door);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            case FactsResult.Refused refused:
                Wrong = [refused.Sentence];
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                var done = result switch
                {
                    FactsResult.Published => "published",
                    FactsResult.Asked => "asked",
                    _ =>
                    "unchanged"
                };
                Response.Headers.Location = $"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}";
                return StatusCode(StatusCodes.Status303SeeOther);
        }
    }

    public static string At(string path) => Uri.EscapeDataString(path);
}
