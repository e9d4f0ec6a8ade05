using System.Globalization;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// What people search for here can tell their illness: it is shown back to them and goes nowhere else.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SearchModel(SiteSearch search, SearchLimits limits, ArticleLibrary library) : PageModel
{
    const string Busy = "Many people are searching just now. Please try again in a few seconds.";
    const string ManyFromYourNetwork =
        "Many searches came from your network just now. Please try again in ten minutes.";

    static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(10);

    public string Typed { get; private set; } = "";

    public SearchAnswer Answer { get; private set; } = SearchAnswer.Nothing;

    /// <summary>Why nothing was searched, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Shown before anything is searched, and nowhere kept.</summary>
    public bool NeedsPerson { get; private set; }

    /// <summary>A body in danger; the card for those in despair names 911, too.</summary>
    public bool NeedsAmbulance { get; private set; }

    public bool IsInDanger => NeedsPerson || NeedsAmbulance;

    public CrisisLine Emergency => library.Current.Clinic.Emergency;

    public CrisisLine? Poison => library.Current.Clinic.Poison;

    public IEnumerable<CrisisLine> CrisisLines => [library.Current.Clinic.Lifeline, library.Current.Clinic.Emergency];

    // Read by hand: model binding writes to the log what it is given.
    public async Task OnGet(CancellationToken cancel)
    {
        Typed = Printable(Request.Query["q"].FirstOrDefault() ?? "");
        NeedsPerson = library.Current.CrisisWords.AreIn(Typed);
        NeedsAmbulance = !NeedsPerson && library.Current.CrisisWords.NameEmergency(Typed);
        if (Typed.Length == 0) return;
        if (!limits.MaySearch(HttpContext.Connection.RemoteIpAddress))
            Refuse(StatusCodes.Status429TooManyRequests, ManyFromYourNetwork, SearchLimits.Window);
        else if (await search.Find(Typed, cancel) is { } answer) Answer = answer;
        else Refuse(StatusCodes.Status503ServiceUnavailable, Busy, SoonAgain);
    }

    void Refuse(int status, string trouble, TimeSpan again)
    {
        Response.StatusCode = status;
        Response.Headers.RetryAfter = again.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Trouble = trouble;
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
