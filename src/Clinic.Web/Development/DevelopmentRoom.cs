using System.Net;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Site;

namespace Clinic.Web.Development;

/// <summary>Pages for the people who work on the site. Mapped in Development only.</summary>
public static class DevelopmentRoom
{
    public static IServiceCollection AddPreview(this IServiceCollection services)
    {
        services.AddSingleton<ContentDesk>();
        return services.AddSingleton<PreviewOf>(provider => provider.GetRequiredService<ContentDesk>().PreviewOf);
    }

    public static void MapDevelopment(this WebApplication app, string pickupFolder)
    {
        if (app.Services.GetRequiredService<SiteSettings>().ShowsPreview)
            app.MapPreview();
        app.Lifetime.ApplicationStarted.Register(() => SayWhereThingsAre(app));
        app.MapGet("/dev/mail", () => Html("Mail", MailList(new PickupMailbox(pickupFolder))));
        app.MapGet("/dev/mail/{file}", (string file) => new PickupMailbox(pickupFolder).Find(file) is { } mail
            ? Html(mail.Subject, OneMail(mail)) : Results.NotFound());
    }

    static void SayWhereThingsAre(WebApplication app)
    {
        foreach (var address in app.Urls)
            app.Logger.LogInformation("The site is at {Address:l}, its mail at {Address:l}/dev/mail, the clinic's side at {Address:l}/staff",
                address, address, address);
        var problems = app.Services.GetRequiredService<ArticleLibrary>().Current.Problems.Count;
        if (problems > 0) app.Logger.LogWarning("{Problems} problems in the content: see /dev/content", problems);
    }

    static string MailList(PickupMailbox mailbox)
    {
        var list = new StringBuilder("<p>What the site mailed to the clinic, newest first. These files lie in the "
            + "pickup folder; no mail leaves this machine.</p><ul>");
        foreach (var mail in mailbox.Newest())
            list.Append($"<li><a href=\"/dev/mail/{Text(mail.File)}\">{Text(mail.Subject)}</a> <small>{Text(mail.Date)}</small></li>");
        return list.Append("</ul>").ToString();
    }

    static string OneMail(PickedUpMail mail) => $"""
        <p><a href="/dev/mail">All mail</a></p>
        <dl>
          <dt>From</dt><dd>{Text(mail.From)}</dd>
          <dt>To</dt><dd>{Text(mail.To)}</dd>
          <dt>Date</dt><dd>{Text(mail.Date)}</dd>
        </dl>
        <pre>{Text(mail.Body)}</pre>
        <details><summary>As sent</summary><pre>{Text(mail.Raw)}</pre></details>
        """;

    public static IResult Html(string title, string body) => Results.Content($"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title></head>
        <body><main><h1>{Text(title)}</h1>{body}</main></body>
        </html>
        """, "text/html", Encoding.UTF8);

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
