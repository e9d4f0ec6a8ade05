using AngleSharp.Html.Dom;
using Clinic.Web.Consultations;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Answering;

/// <summary>A site, people who ask, and somebody at the front desk who answers them.</summary>
public sealed class DeskSite : IDisposable
{
    // A Wednesday, ten in the morning at the clinic, which answers within two working days.
    public static readonly DateTimeOffset Wednesday = new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero);

    public AskingSite Site { get; } = new() { Clock = new(Wednesday) };

    public Task<StaffBrowser> FrontDesk() => StaffBrowser.SignedIn(Site, StaffRoles.FrontDesk);

    /// <summary>Sends a request and gives its reference and its private page.</summary>
    public async Task<(string Reference, PrivatePage Page)> Ask(params (string Field, string Value)[] changes)
    {
        var page = new PrivatePage(Site, await Site.Ask(changes));
        return ((await page.Open()).Reference, page);
    }

    public Task<(string Reference, PrivatePage Page)> AskForTexts(params (string Field, string Value)[] changes) =>
        Ask([("ContactMethod", AnswerChoices.TextMessage), ("ConsentPlainChannel", "true"), .. changes]);

    public void Dispose() => Site.Dispose();
}

static class DeskPages
{
    public static string TextOf(this IHtmlDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyList<string> References(this IHtmlDocument list) => [.. list.QuerySelectorAll(".desk-list .desk-reference").Select(cell => cell.TextContent.Trim())];

    /// <summary>Presses a button of a request's page as it is shown now.</summary>
    public static async Task<HttpResponseMessage> Take(this StaffBrowser desk, string reference, string step, params (string Field, string Value)[] more)
    {
        var address = $"/staff/requests/{reference.ToLowerInvariant()}";
        var page = await desk.Page(address);
        var fields = more.ToDictionary(one => one.Field, one => one.Value, StringComparer.Ordinal);
        fields["Step"] = step;
        if (!fields.ContainsKey("Version")) fields["Version"] = page.QuerySelector("input[name=Version]")?.GetAttribute("value") ?? "0";
        fields["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await desk.Post(address, fields);
    }
}
