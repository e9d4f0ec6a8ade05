using System.Net;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A person at a browser who opens the form, sends it and reads the reference.</summary>
public sealed class Visitor(HttpClient browser, Uri site) : IDisposable
{
    const string Form = "/is-ketamine-right-for-me";
    const string Received = "/is-ketamine-right-for-me/received";

    Dictionary<string, string> hidden = [];

    /// <summary>The site has another port after a restart; cookies and the open form stay.</summary>
    public Uri Site { get; set; } = site;

    public bool HasForm => hidden.Count > 0;

    public static Visitor Of(Uri site, TestCertificates trusted)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(20) };
        handler.SslOptions.CertificateChainPolicy = trusted.Trusted();
        return new(new(handler) { Timeout = TimeSpan.FromSeconds(30) }, site);
    }

    public static Dictionary<string, string> Answers(string message = "") => new(StringComparer.Ordinal)
    {
        ["FullName"] = "Ann Example",
        ["ContactMethod"] = "Phone",
        ["Phone"] = "(202) 555-0143",
        ["State"] = "MD",
        ["IsAdult"] = "true",
        ["Message"] = message,
        ["ConsentContact"] = "true",
    };

    public async Task OpenForm()
    {
        using var answer = await browser.GetAsync(new Uri(Site, Form));
        Look(await ClinicSite.Html(answer.EnsureSuccessStatusCode()));
    }

    /// <summary>Sends the form that was opened; sent again, it is the same form.</summary>
    public async Task<HttpStatusCode> Press(IReadOnlyDictionary<string, string> answers)
    {
        using var form = new FormUrlEncodedContent(answers.Concat(hidden));
        using var answer = await browser.PostAsync(new Uri(Site, Form), form);
        return answer.StatusCode;
    }

    /// <summary>Sends the form and looks at the page that comes; what it holds is what is sent next.</summary>
    public async Task<FormAnswer> PressAndLook(IReadOnlyDictionary<string, string> answers)
    {
        using var form = new FormUrlEncodedContent(answers.Concat(hidden));
        var answer = await browser.PostAsync(new Uri(Site, Form), form);
        var page = await ClinicSite.Html(answer);
        if (answer.StatusCode != HttpStatusCode.SeeOther) Look(page);
        return new(answer, page);
    }

    public async Task<string> ReadReference()
    {
        using var answer = await browser.GetAsync(new Uri(Site, Received));
        var page = await ClinicSite.Html(answer.EnsureSuccessStatusCode());
        return page.QuerySelector(".reference")!.TextContent.Trim();
    }

    public void Dispose() => browser.Dispose();

    void Look(IHtmlDocument page) =>
        hidden = page.QuerySelectorAll("form input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
}
