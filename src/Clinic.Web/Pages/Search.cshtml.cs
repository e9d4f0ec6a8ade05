using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What people search for here can tell their illness: it is shown back to them and goes nowhere else.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SearchModel(SiteSearch search, ArticleLibrary library) : PageModel
{
    public string Typed { get; private set; } = "";

    public SearchAnswer Answer { get; private set; } = SearchAnswer.Nothing;

    /// <summary>Shown before anything is searched, and nowhere kept.</summary>
    public bool NeedsPerson { get; private set; }

    public IEnumerable<CrisisLine> CrisisLines => [library.Current.Clinic.Lifeline, library.Current.Clinic.Emergency];

    // Read by hand: model binding writes to the log what it is given.
    public async Task OnGet(CancellationToken cancel)
    {
        Typed = Printable(Request.Query["q"].FirstOrDefault() ?? "");
        NeedsPerson = library.Current.CrisisWords.AreIn(Typed);
        Answer = await search.Find(Typed, cancel);
    }

    static string Printable(string typed)
    {
        var kept = new StringBuilder();
        foreach (var rune in typed.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > Question.LongestTyped) break;
            kept.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }
        return kept.ToString().Trim();
    }
}
