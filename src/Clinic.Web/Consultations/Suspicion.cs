using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>
/// What machines do and people do not; what language or script somebody writes in says nothing. A suspected request is
/// kept, and listed to the clinic once a day instead of mailed at once; it spends a budget of its own.
/// </summary>
public static partial class Suspicion
{
    const int MostLinks = 1;

    /// <summary>A word for the reason, or null.</summary>
    public static string? Of(ConsultationForm form, bool isTooFast, bool trapIsFilled)
    {
        if (trapIsFilled) return "trap field filled";
        if (isTooFast) return "sent faster than a person types";
        return LinksIn(form.Message) > MostLinks ? "several links in the message" : null;
    }

    // One link is one however it is written, and so is one that was pasted twice.
    static int LinksIn(string text) =>
        Links().Matches(text).Select(link => Bare(link.Value)).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    static string Bare(string link) =>
        Beginning().Replace(link, "").TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '/');

    // Also as the boards write them that such machines were made for.
    [GeneratedRegex(@"\[(url|link)\b[^\]]*\]|<\s*a\s[^>]*>|(https?://|www\.)\S+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex(@"^(https?://)?(www\.)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();
}
