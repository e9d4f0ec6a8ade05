using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Form;

/// <summary>What the form offers and says follows from the clinic's own data.</summary>
public sealed class OfferedTests
{
    const string Hours = "hours: {monday: 09:00-17:00, tuesday: 09:00-17:00, wednesday: 09:00-17:00, thursday: 09:00-17:00, friday: 09:00-17:00, saturday: closed, sunday: closed}";

    [Theory]
    [InlineData(Hours, "Morning, Afternoon, Any time")]
    [InlineData("hours: {monday: 09:00-12:00, tuesday: closed, wednesday: closed, thursday: closed, friday: closed, saturday: closed, sunday: closed}", "Morning, Any time")]
    [InlineData("hours: {monday: closed, tuesday: closed, wednesday: closed, thursday: 13:00-19:00, friday: closed, saturday: closed, sunday: closed}", "Afternoon, Evening, Any time")]
    public async Task Only_times_at_which_the_clinic_answers_are_offered(string hours, string offered)
    {
        using var content = new ContentCopy();
        content.Write("clinic.yaml", (await File.ReadAllTextAsync(Repository.Path("content/clinic.yaml"))).Replace(Hours, hours, StringComparison.Ordinal));
        using var site = new ClinicSite { Settings = { ["Site:ContentFolder"] = content.Folder } };

        var page = await site.Page("/is-ketamine-right-for-me");

        Assert.Equal(offered, string.Join(", ", page.QuerySelectorAll("label[for^=ContactTimes]").Select(label => label.TextContent)));
    }

    [Theory]
    [InlineData("/is-ketamine-right-for-me")]
    [InlineData("/costs")]
    [InlineData("/about")]
    public async Task The_states_are_told_before_a_person_fills_anything_in(string address)
    {
        using var site = new ClinicSite();

        var page = await site.Page(address);

        Assert.Contains("Our clinicians may treat people who live in the District of Columbia, Maryland or Virginia.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_about_voicemail_looks_chosen()
    {
        using var site = new ClinicSite();

        var page = await site.Page("/is-ketamine-right-for-me");

        Assert.DoesNotContain(page.QuerySelectorAll<IHtmlInputElement>("form[method=post] input"), input => input.IsChecked);
    }

    [Fact]
    public async Task Every_link_to_the_form_calls_it_by_its_name()
    {
        using var site = new ClinicSite();
        foreach (var address in new[] { "/", "/articles", "/articles/side-effects", "/costs", "/faq", "/who-should-not", "/what-to-expect", "/language-and-rights", "/no-such-page", "/is-ketamine-right-for-me/received" })
        {
            var page = await site.Page(address);
            var names = page.QuerySelectorAll("a[href='/is-ketamine-right-for-me']").Select(link => link.TextContent.Trim()).Distinct(StringComparer.Ordinal);
            Assert.All(names, name => Assert.StartsWith("Is ketamine right for me?", name, StringComparison.Ordinal));
        }
    }
}
