using System.Net;
using Clinic.Web.Articles;

namespace Clinic.Web.Site.Safeguards;

/// <summary>
/// What a person reads when the server could not read what their browser sent. No page of the site can be asked then,
/// so this one is made of a few words, and repeats nothing of what came.
/// </summary>
public sealed class UnreadableRequests(ArticleLibrary library)
{
    public string PageFor(int status)
    {
        var clinic = library.Current.Clinic;
        var (heading, sentence) = status switch
        {
            408 => ("The connection was too slow",
                "What you sent did not reach us whole, so nothing was kept. Please try again, or call us."),
            414 => ("This address is too long",
                "A link can carry more than we read. Please start on our first page, or call us."),
            431 => ("Your browser sent too much at once",
                "That happens when cookies pile up. Please delete the cookies of this site and try again, or call us."),
            _ => ("We could not read that",
                "The request was not complete, and nothing was kept. Please go back and try again, or call us."),
        };
        return $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{heading} - {Text(clinic.Name)}</title>
            <h1>{heading}</h1>
            <p>{sentence} Our number is <a href="tel:{Text(clinic.Phone)}">{Text(clinic.PhoneShown)}</a>.</p>
            <p>If you are in danger, call {Text(clinic.Emergency.Call)}. In despair, {Text(clinic.InDespair)}.</p>
            <p><a href="/">Our first page</a></p>

            """;
    }

    static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
