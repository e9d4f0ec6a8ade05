using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceivedModel(ReceivedNote note, ArticleLibrary library) : PageModel
{
    public Received? Received { get; private set; }

    public string Way => Received!.ContactMethod switch
    {
        AnswerChoices.Phone => "phone",
        AnswerChoices.TextMessage => "text message",
        _ => "e-mail",
    };

    public string AnswerBy => new OpeningHours(library.Current.Clinic).AnswerBy(Received!.At).ToString("dddd, MMMM d", CultureInfo.InvariantCulture);

    public void OnGet() => Received = note.Read(Request);
}
