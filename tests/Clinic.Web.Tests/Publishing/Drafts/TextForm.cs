using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>The form of a text as a browser without scripts fills it in and sends it.</summary>
public sealed class TextForm
{
    readonly StaffBrowser browser;
    readonly List<KeyValuePair<string, string>> fields;

    TextForm(StaffBrowser browser, IHtmlDocument page, string address)
    {
        (this.browser, Page, Address) = (browser, page, address);
        fields = [.. page.GetElementById("text-form")!.QuerySelectorAll("input, textarea, select").SelectMany(OfElement)];
    }

    public IHtmlDocument Page { get; }

    public string Address { get; }

    public static async Task<TextForm> Open(StaffBrowser browser, string address) => new(browser, await browser.Page(address), address);

    public string this[string name]
    {
        get => fields.First(field => field.Key == name).Value;
        set
        {
            fields.RemoveAll(field => field.Key == name);
            fields.Add(new(name, value));
        }
    }

    public string Body
    {
        get => this["body"];
        set => this["body"] = value;
    }

    public string? Alert => Page.QuerySelector("[role=alert]")?.TextContent.Trim();

    public Task<HttpResponseMessage> Press(string name, string value) => browser.Post(Address, Sent(new(name, value)));

    /// <summary>As the script of the editor does.</summary>
    public Task<HttpResponseMessage> Autosave() => browser.Post(Address + "/draft", Sent(null), "application/json");

    /// <summary>Presses a button that leads back to the text.</summary>
    public async Task<TextForm> Done(string name, string value)
    {
        using var answer = await Press(name, value);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{value}: {answer.StatusCode} {(await ClinicSite.Html(answer)).QuerySelector("[role=alert]")?.TextContent}");
        Assert.StartsWith($"{Address}?said=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return new(browser, await browser.Page(answer.Headers.Location.ToString()), Address);
    }

    public async Task<TextForm> Refused(string name, string value, HttpStatusCode status)
    {
        using var answer = await Press(name, value);
        Assert.Equal(status, answer.StatusCode);
        return new(browser, await ClinicSite.Html(answer), Address);
    }

    // Browsers write every line end as two characters.
    IEnumerable<KeyValuePair<string, string>> Sent(KeyValuePair<string, string>? button) =>
        fields.Concat(button is { } pressed ? [pressed] : [])
            .Select(field => new KeyValuePair<string, string>(field.Key, field.Value.ReplaceLineEndings("\r\n")));

    static IEnumerable<KeyValuePair<string, string>> OfElement(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox", IsChecked: false } => [],
        IHtmlInputElement input => [new(input.Name!, input.Value)],
        IHtmlTextAreaElement area => [new(area.Name!, area.Value)],
        IHtmlSelectElement select => [new(select.Name!, select.Value ?? "")],
        _ => [],
    };
}
