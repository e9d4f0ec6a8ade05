using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Asking;

/// <summary>A person at the private page of a request, with the cookie and token that the page gives.</summary>
public sealed class PrivatePage(ClinicSite site, string address) : IDisposable
{
    readonly HttpClient browser = site.Browser();

    public string Token { get; set; } = "";

    public async Task<FormAnswer> Open() => await Read(await browser.GetAsync(new Uri(address, UriKind.Relative)));

    public Task<FormAnswer> PressWithdraw() => Press("withdraw");

    public async Task<FormAnswer> Press(string button)
    {
        using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", Token), new("Press", button)]);
        return await Read(await browser.PostAsync(new Uri(address, UriKind.Relative), body));
    }

    /// <summary>Opens the page, presses the button, and looks at the page again.</summary>
    public async Task<FormAnswer> Withdraw()
    {
        await Open();
        var pressed = await PressWithdraw();
        Assert.Equal(HttpStatusCode.SeeOther, pressed.Status);
        Assert.Equal(address, pressed.Response.Headers.Location?.OriginalString);
        return await Open();
    }

    public void Dispose() => browser.Dispose();

    /// <summary>Where the request is, in the words of the page.</summary>
    public static string Now(FormAnswer page) =>
        string.Join(' ', (page.Page.GetElementById("withdrawn-title") ?? page.Page.QuerySelector(".progress [aria-current=step]")!).TextContent
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    async Task<FormAnswer> Read(HttpResponseMessage response)
    {
        var page = await ClinicSite.Html(response);
        Token = page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value ?? Token;
        return new(response, page);
    }
}
