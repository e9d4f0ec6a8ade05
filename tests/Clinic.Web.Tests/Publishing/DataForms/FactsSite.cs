using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.DataForms;

/// <summary>A site with a content folder of its own, and somebody who fills in forms in a browser as they stand there.</summary>
public sealed class FactsSite : IDisposable
{
    public FactsSite()
    {
        Content.Write("pages/costs.md", ContentCopy.Article("What a visit costs.\n\n::: costs\n:::", "title: Costs", "-topic"));
        Site = new() { Settings = { ["Site:ContentFolder"] = Content.Folder } };
    }

    public ContentCopy Content { get; } = new();

    public ClinicSite Site { get; }

    public Task<StaffBrowser> SignIn(StaffRoles roles = StaffRoles.FrontDesk) => StaffBrowser.SignedIn(Site, roles);

    public string File(string name) => System.IO.File.ReadAllText(Path.Combine(Content.Folder, name), Encoding.UTF8);

    /// <summary>What a browser would post from the form of a page, with the fields given typed over; null takes a field away.</summary>
    public static Dictionary<string, string> Fields(IParentNode page, params (string Name, string? Value)[] typed)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in page.QuerySelectorAll("form.facts-form :is(input, textarea, select)"))
        {
            var name = field.GetAttribute("name")!;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" } box:
                    if (box is { IsChecked: true, IsDisabled: false }) fields[name] = box.Value;
                    break;
                case IHtmlInputElement input: fields[name] = input.Value; break;
                case IHtmlTextAreaElement area: fields[name] = area.Value; break;
                case IHtmlSelectElement select: fields[name] = select.Value ?? ""; break;
            }
        }
        fields["do"] = "save";
        foreach (var (name, value) in typed)
        {
            if (value is null) fields.Remove(name);
            else fields[name] = value;
        }
        return fields;
    }

    public static async Task<HttpResponseMessage> Send(StaffBrowser browser, string page, params (string Name, string? Value)[] typed)
    {
        var opened = await browser.Page(page);
        return await browser.Post(opened.QuerySelector("form.facts-form")!.GetAttribute("action")!, Fields(opened, typed));
    }

    /// <summary>Sends what was typed, and is led on.</summary>
    public static async Task Publish(StaffBrowser browser, string page, params (string Name, string? Value)[] typed)
    {
        using var answer = await Send(browser, page, typed);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, Said(await ClinicSite.Html(answer)));
    }

    public static string Said(IDocument page) =>
        string.Join('\n', page.QuerySelectorAll(".staff-wrong, .facts-wrong, .facts-question").Select(said => said.TextContent.Trim()));

    /// <summary>The address of an entry of a list, by words of its line.</summary>
    public static string LinkTo(IParentNode page, string words) =>
        page.QuerySelectorAll(".facts-list li").Single(line => line.TextContent.Contains(words, StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;

    public void Dispose()
    {
        Site.Dispose();
        Content.Dispose();
    }
}
