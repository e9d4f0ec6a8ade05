using System.Net;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Form;

/// <summary>What a person sees after a mistake.</summary>
public sealed class MistakeTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    [Fact]
    public async Task An_empty_form_says_everything_that_is_needed_in_the_order_of_the_page()
    {
        using var form = await FormBrowser.At(site);

        var answer = await form.SendAnswers([]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "Choose the state you live in",
                "Tick the box if you are 18 or older. If you are younger, we keep nothing: please talk with a parent or a doctor, or call or text 988",
                "Enter the name we should use",
                "Choose how we should contact you",
                "Tick the box to let us contact you, or call us instead",
            ], answer.Summary);
    }

    [Fact]
    public async Task The_summary_comes_first_takes_the_focus_and_its_title_says_error()
    {
        using var form = await FormBrowser.At(site);

        var page = (await form.SendAnswers([])).Page;
        var summary = page.QuerySelector(".error-summary")!;

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.True(summary.HasAttribute("autofocus"));
        // A name on what takes the focus would be read, and then the alert again.
        Assert.False(summary.HasAttribute("role") || summary.HasAttribute("aria-labelledby"));
        Assert.Equal("There is a problem", summary.QuerySelector(":scope > [role=alert] > h2")!.TextContent);
        Assert.True(summary.CompareDocumentPosition(page.QuerySelector("form[method=post]")!).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
    }

    [Fact]
    public async Task Every_line_of_the_summary_leads_to_a_control_that_is_marked_and_described()
    {
        using var form = await FormBrowser.At(site);
        // Two answers have to be right for others to be asked for, and three ticks cannot be wrong here.
        string[] right = ["ContactMethod", "State", "SafetyNote", "EmailIsRight", "ReceiptByEmail", "Phone"];
        var everyOtherWrong = FieldTable.Ours.Names.Except(right).ToDictionary(field => field, field => new[] { field is "Message" ? new string('x', 501) : "<wrong>" }, StringComparer.Ordinal);
        everyOtherWrong["ContactMethod"] = ["Email"];
        everyOtherWrong["State"] = ["CA"];

        var answer = await form.SendAnswers(everyOtherWrong);
        var links = answer.SummaryLinks.ToList();

        Assert.Equal(FieldTable.Ours.Names.Except(right), links.Select(link => link.Hash.TrimStart('#').Split('-')[0]));
        foreach (var link in links)
        {
            var control = answer.Page.GetElementById(link.Hash.TrimStart('#'));
            Assert.True(control is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement, $"{link.Hash} leads to no control");
            Assert.Equal("true", control.GetAttribute("aria-invalid"));
            var described = control.GetAttribute("aria-describedby") ?? control.Closest("fieldset")?.GetAttribute("aria-describedby") ?? "";
            var error = described.Split(' ').Select(id => answer.Page.GetElementById(id)).Single(note => note!.ClassList.Contains("field-error"));
            Assert.Contains(link.TextContent, error!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Controls_without_a_mistake_are_not_marked()
    {
        using var form = await FormBrowser.At(site);

        var page = (await form.Send(("FullName", ""))).Page;

        Assert.Equal(["FullName"], page.QuerySelectorAll("[aria-invalid]").Select(control => control.Id));
        Assert.Single(page.QuerySelectorAll(".field-error"));
    }

    [Fact]
    public async Task Everything_typed_and_ticked_is_still_there()
    {
        using var form = await FormBrowser.At(site);
        Dictionary<string, string[]> typed = new(StringComparer.Ordinal)
        {
            ["FullName"] = ["Robin \"R\" <Neil>"],
            ["ContactMethod"] = ["Email"],
            ["Phone"] = ["555"],
            ["Email"] = ["robin@"],
            ["VoicemailOk"] = ["NameAndNumber"],
            ["ContactTimes"] = ["Morning", "Evening"],
            ["State"] = ["VA"],
            ["IsAdult"] = ["true"],
            ["Reasons"] = ["Anxiety", "Crps"],
            ["PriorTreatments"] = ["Ect"],
            ["SafetyNote"] = ["true"],
            ["AccessNeeds"] = ["StepFree"],
            ["Message"] = ["Call me & ask\n\n</textarea> please"],
            ["ConsentContact"] = ["true"],
            ["ConsentPlainChannel"] = ["true"],
        };

        var answer = await form.SendAnswers(new Dictionary<string, string[]>(typed, StringComparer.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        foreach (var (field, values) in typed) Assert.Equal(values, answer.Typed(field));
    }

    [Fact]
    public async Task A_message_of_5000_characters_comes_back_whole_with_its_length()
    {
        using var form = await FormBrowser.At(site);
        var message = string.Concat(Enumerable.Repeat("ten chars ", 500)).TrimEnd() + "!";

        var answer = await form.Send(("Message", message));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Shorten your message to 500 characters or fewer. It has 5,000 now"], answer.Summary);
        Assert.Equal([message], answer.Typed("Message"));
    }

    [Fact]
    public async Task Mistakes_are_not_kept()
    {
        using var own = new ClinicSite();
        using var form = await FormBrowser.At(own);

        await form.Send(("State", ""));
        await form.Send(("IsAdult", "false"));

        Assert.Empty(await own.Mails());
    }
}
