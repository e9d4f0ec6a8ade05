using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>
/// What makes a request look like a machine's. A suspected request is kept, and listed to the clinic once a day instead of mailed at once;
/// nobody is turned away for it.
/// </summary>
public static partial class Suspicion
{
    const int MostLinks = 1;
    const double MostlyForeign = 0.6;
    const int ShortText = 40;

    /// <summary>A word for the reason, or null.</summary>
    public static string? Of(ConsultationForm form, bool isTooFast, bool trapIsFilled, bool addressIsBusy)
    {
        if (trapIsFilled) return "trap field filled";
        if (isTooFast) return "sent faster than a person types";
        if (Links().Count(form.Message) > MostLinks) return "several links in the message";
        if (IsMostlyForeign(form.Message)) return "message in an unexpected script";
        return addressIsBusy ? "many requests from one address" : null;
    }

    // Letters outside the Latin script in a long text; names are never judged, and short messages neither.
    static bool IsMostlyForeign(string text)
    {
        var letters = text.Where(char.IsLetter).ToList();
        return letters.Count > ShortText && letters.Count(c => c > '\u024F') > letters.Count * MostlyForeign;
    }

    [GeneratedRegex(@"https?://|www\.|\[url", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
