using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests;

/// <summary>A person at the form: opens the page, fills it in well but for the changes a test wants, sends it with the page's own token, ticket and cookie.</summary>
public sealed class FormBrowser(ClinicSite site, bool keepsCookies = true) : IDisposable
{
    public static readonly Uri Address = new("/is-ketamine-right-for-me", UriKind.Relative);

    /// <summary>Nobody fills the form in faster; a quicker post counts as a machine's.</summary>
    public static readonly TimeSpan TimeToFillIn = TimeSpan.FromSeconds(10);

    readonly HttpClient browser = site.Browser(keepsCookies);

    public string Token { get; set; } = "";

    public string Ticket { get; set; } = "";

    public static async Task<FormBrowser> At(ClinicSite site, bool keepsCookies = true)
    {
        var form = new FormBrowser(site, keepsCookies);
        await form.Open();
        return form;
    }

    /// <summary>Answers that every rule accepts, for one way of contact.</summary>
    public static Dictionary<string, string[]> GoodAnswers(string method = AnswerChoices.Phone)
    {
        var answers = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["FullName"] = ["Robin Álvarez-O’Neil"],
            ["ContactMethod"] = [method],
            ["State"] = ["MD"],
            ["IsAdult"] = ["true"],
            ["ConsentContact"] = ["true"],
        };
        if (method == AnswerChoices.Email) answers["Email"] = ["robin@example.com"];
        else answers["Phone"] = ["(202) 555-0143"];
        if (method != AnswerChoices.Phone) answers["ConsentPlainChannel"] = ["true"];
        return answers;
    }

    public async Task<FormAnswer> Open()
    {
        var opened = await Read(await browser.GetAsync(Address));
        site.Clock.Now += TimeToFillIn;
        return opened;
    }

    /// <summary>What the browser says of itself with each request.</summary>
    public System.Net.Http.Headers.HttpRequestHeaders Says => browser.DefaultRequestHeaders;

    public Task<FormAnswer> Send(params (string Field, string Value)[] changes) => SendAnswers(GoodAnswers(), changes);

    /// <summary>A change replaces a field's good answer; several changes of one field send it several times.</summary>
    public Task<FormAnswer> SendAnswers(Dictionary<string, string[]> answers, params (string Field, string Value)[] changes)
    {
        foreach (var change in changes.GroupBy(change => change.Field, change => change.Value, StringComparer.Ordinal)) answers[change.Key] = [.. change];
        return Post(new FormUrlEncodedContent(answers.SelectMany(answer => answer.Value.Select(value => KeyValuePair.Create(answer.Key, value))).Concat(Hidden())));
    }

    public async Task<FormAnswer> Post(HttpContent body)
    {
        using (body) return await Read(await browser.PostAsync(Address, body));
    }

    /// <summary>A button that sends nothing but itself.</summary>
    public async Task<FormAnswer> Press(string address)
    {
        using var nothing = new FormUrlEncodedContent([]);
        return await Read(await browser.PostAsync(new Uri(address, UriKind.Relative), nothing));
    }

    public IEnumerable<KeyValuePair<string, string>> Hidden() => [new("__RequestVerificationToken", Token), new("Ticket", Ticket)];

    /// <summary>Follows a 303 to the page that shows the reference.</summary>
    public async Task<FormAnswer> Follow(FormAnswer sent)
    {
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        return await Read(await browser.GetAsync(sent.Response.Headers.Location));
    }

    public async Task<string> SendAndFollow(params (string Field, string Value)[] changes) => (await Follow(await Send(changes))).Reference;

    public void Dispose() => browser.Dispose();

    async Task<FormAnswer> Read(HttpResponseMessage response)
    {
        var page = await ClinicSite.Html(response);
        // What a person sends next is what the last page with a form holds; an older page is kept by going back.
        Token = page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value ?? Token;
        Ticket = page.QuerySelector<IHtmlInputElement>("input[name=Ticket]")?.Value ?? Ticket;
        return new(response, page);
    }
}

/// <summary>What came back, in the words of a person who looks at it.</summary>
public sealed record FormAnswer(HttpResponseMessage Response, IHtmlDocument Page) : IDisposable
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The sentences of the error summary that lead to a field.</summary>
    public IReadOnlyList<string> Summary => [.. SummaryLinks.Select(link => link.TextContent.Trim())];

    public IEnumerable<IHtmlAnchorElement> SummaryLinks => Page.QuerySelectorAll<IHtmlAnchorElement>(".error-summary li a");

    /// <summary>The whole error summary, empty when there is none.</summary>
    public string Trouble => Page.QuerySelector(".error-summary")?.TextContent ?? "";

    public string? ErrorBeside(string field) => Page.GetElementById($"{field}-error")?.TextContent.Replace("Error:", "", StringComparison.Ordinal).Trim();

    /// <summary>What the controls of a field hold: the typed text or the ticked values.</summary>
    public IReadOnlyList<string> Typed(string field) => [.. Page.QuerySelectorAll($"form [name='{field}']").SelectMany(ValuesOf)];

    public string Reference => Page.QuerySelector(".reference")?.TextContent.Trim() ?? "";

    public void Dispose()
    {
        Response.Dispose();
        Page.Dispose();
    }

    static IEnumerable<string> ValuesOf(IElement control) => control switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => [],
        IHtmlInputElement input => [input.Value],
        IHtmlTextAreaElement area => [area.Value],
        IHtmlSelectElement select => select.SelectedOptions.Select(option => option.Value),
        _ => [],
    };
}
