using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Clinic.Web.Staff;

namespace Clinic.Web.Tests.Publishing.Drafts;

[Trait("Pace", "Slow")]
public sealed class TextPagesTests : IDisposable
{
    readonly EditedSite edited = new();

    public void Dispose() => edited.Dispose();

    [Fact]
    public async Task The_list_names_every_text_with_its_state_and_the_overdue_ones_first()
    {
        edited.Clock.Now += TimeSpan.FromDays(200);
        using var writer = await edited.SignedIn(StaffRoles.Writer);

        var rows = (await writer.Page("/staff/texts")).QuerySelectorAll(".text-list tbody tr");

        string[] folders = ["articles", "pages"];
        Assert.Equal(folders.Sum(folder => Directory.GetFiles(Path.Combine(edited.Folder, folder), "*.md").Length), rows.Length);
        var states = rows.Select(row => row.QuerySelector(".text-state")!.TextContent).ToList();
        Assert.Equal("Overdue", states[0]);
        Assert.Equal(states.LastIndexOf("Overdue"), states.Count(state => state == "Overdue") - 1);
    }

    [Fact]
    public async Task A_clinician_reads_the_list_and_edits_nothing()
    {
        using var clinician = await edited.SignedIn(StaffRoles.Clinician);
        var list = await clinician.Page("/staff/texts");
        using var edit = await clinician.Get(EditedSite.SideEffects);
        using var begun = await clinician.Press("/staff/texts", new Dictionary<string, string> { ["title"] = "A new one" });

        Assert.Null(list.QuerySelector("a[href^='/staff/texts/']"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (edit.StatusCode, begun.StatusCode));
    }

    [Fact]
    public async Task The_fields_say_what_the_schema_of_the_files_says()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var form = await TextForm.Open(writer, EditedSite.SideEffects);

        Assert.Equal("Side effects and risks of ketamine", form["top.title"]);
        Assert.Contains("words that say what the page is about", form.Page.QuerySelector("#top-title-hint")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["", "Mood", "Science", "Pain", "Treatment", "Safety"], form.Page.QuerySelectorAll("#top-topic option").Select(option => option.TextContent));
        Assert.Null(form.Page.QuerySelector("[name='top.reviewer'], [name='top.reviewed'], [name='top.next-review']"));
    }

    [Fact]
    public async Task What_is_saved_is_there_after_signing_in_again_and_after_a_restart()
    {
        var person = await Staff.StaffBrowser.Person(edited.Site, StaffRoles.Writer);
        using (var writer = await edited.SignedIn(StaffRoles.Writer, person))
        {
            var form = await TextForm.Open(writer, EditedSite.SideEffects);
            form.Body += "\nWords that nobody has read yet.\n";
            await form.Done("do", "save");
        }
        edited.Restart();
        using var again = await edited.SignedIn(StaffRoles.Writer, person);
        var found = await TextForm.Open(again, EditedSite.SideEffects);

        Assert.EndsWith("\nWords that nobody has read yet.\n", found.Body, StringComparison.Ordinal);
        Assert.Contains("You have words here that are not published, saved at 12", found.Page.QuerySelector(".staff-first")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("You have words here that are not published", (await again.Page("/staff/texts")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody has read yet", edited.TextOf("articles/side-effects.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_changed_is_no_draft_and_keeps_the_order_of_its_related_texts()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var form = await TextForm.Open(writer, "/staff/texts/pages/what-to-expect");
        var before = edited.TextOf("pages/what-to-expect.md");
        Assert.Contains("related: [side-effects, administration-routes]", before, StringComparison.Ordinal);

        var saved = await form.Done("do", "save");

        Assert.Null(saved.Page.QuerySelector(".staff-first"));
    }

    [Fact]
    public async Task Two_people_have_a_draft_each_and_the_second_takes_over_without_a_loss()
    {
        using var first = await edited.SignedIn(StaffRoles.Writer);
        using var second = await edited.SignedIn(StaffRoles.Owner);
        var one = await TextForm.Open(first, EditedSite.SideEffects);
        one.Body += "\nOne.\n";
        one = await one.Done("do", "save");
        edited.Clock.Now += TimeSpan.FromMinutes(3);

        var two = await TextForm.Open(second, EditedSite.SideEffects);
        Assert.Contains("Robin is editing this since 12", two.Page.QuerySelector(".desk-alert")!.TextContent, StringComparison.Ordinal);
        two.Body += "\nTwo.\n";
        two["reason"] = "It is urgent.";
        var refused = await two.Refused("do", "publish", HttpStatusCode.Conflict);
        Assert.Contains("Take it over first; your words are kept.", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("One.", two.Page.QuerySelector(".text-others ins")!.TextContent, StringComparison.Ordinal);
        await refused.Done("do", "take-over");
        await (await TextForm.Open(second, EditedSite.SideEffects)).Done("do", "save");

        using var autosaved = await one.Autosave();
        Assert.Contains("Robin is editing this since", JsonDocument.Parse(await autosaved.Content.ReadAsStringAsync()).RootElement.GetProperty("editing").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("\nOne.\n", (await TextForm.Open(first, EditedSite.SideEffects)).Body, StringComparison.Ordinal);
        Assert.EndsWith("\nTwo.\n", (await TextForm.Open(second, EditedSite.SideEffects)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Better_words_keep_the_sources_of_the_sentence_that_they_stand_for()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var form = await TextForm.Open(writer, EditedSite.SideEffects);
        form.Body += "\nKetamine cures depression [@ketalar-label].\n";
        form = await form.Done("do", "save");
        using var answer = await writer.GetJson(EditedSite.SideEffects + "/findings");
        var finding = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("findings").EnumerateArray()
            .First(one => one.GetProperty("severity").GetString() == "error");

        Assert.EndsWith(" [@ketalar-label].", finding.GetProperty("instead").GetString(), StringComparison.Ordinal);
        var use = form.Page.QuerySelectorAll("button[name=use]")[0].GetAttribute("value")!;
        Assert.EndsWith(" [@ketalar-label].\n", (await form.Done("use", use)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_is_the_public_page_as_the_draft_makes_it_and_readers_see_the_old_one()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var form = await TextForm.Open(writer, EditedSite.SideEffects);
        form["top.title"] = "Another title: with a colon";
        form.Body += "\n## A heading of the draft\n\nWords.\n";
        await form.Done("do", "save");

        using var answer = await writer.Get(EditedSite.SideEffects + "/preview");
        var page = await ClinicSite.Html(answer);

        Assert.Equal("Another title: with a colon", page.QuerySelector("main h1")!.TextContent.Trim());
        Assert.NotNull(page.GetElementById("a-heading-of-the-draft"));
        Assert.Equal("SAMEORIGIN", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("A heading of the draft", (await edited.Site.Page("/articles/side-effects")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pages/home")]
    [InlineData("pages/faq")]
    [InlineData("pages/crisis-help")]
    public async Task Every_kind_of_page_has_a_preview_that_is_its_page(string text)
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var preview = await writer.Page($"/staff/texts/{text}/preview");
        var page = await edited.Site.Page(text == "pages/home" ? "/" : text["pages".Length..]);

        // Readers get it without the spaces between tags.
        Assert.Equal(Words(page), Words(preview));
    }

    static string Words(AngleSharp.Html.Dom.IHtmlDocument page) =>
        string.Concat(page.QuerySelector("main")!.TextContent.Where(letter => !char.IsWhiteSpace(letter)));

    [Fact]
    public async Task A_finding_has_its_place_in_the_text_and_better_words_where_the_rule_knows_some()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        var form = await TextForm.Open(writer, EditedSite.SideEffects);
        var before = form.Body;
        form.Body += "\nReally. Ketamine cures depression. So it is.\n";
        form["top.description"] = "Short.";
        await form.Done("do", "save");

        var time = Stopwatch.StartNew();
        using var answer = await writer.Get(EditedSite.SideEffects + "/findings");
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(3), $"{time.Elapsed}");

        var cure = json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("rule").GetString() == "claim-cure");
        var (from, to) = (cure.GetProperty("from").GetInt32(), cure.GetProperty("to").GetInt32());
        Assert.Equal("Ketamine cures depression.", (before + "\nReally. Ketamine cures depression. So it is.\n")[from..to]);
        Assert.Equal(before.Split('\n').Length + 1, cure.GetProperty("line").GetInt32());
        Assert.Equal("error", cure.GetProperty("severity").GetString());
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("field").GetString() == "description");

        var open = await TextForm.Open(writer, EditedSite.SideEffects);
        Assert.NotNull(open.Page.QuerySelector("#top-description-wrong .field-wrong"));
        var used = await open.Done("use", open.Page.QuerySelector("#findings button[name=use]")!.GetAttribute("value")!);
        Assert.Contains("\nReally. It is usually one part of a plan.", used.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("cures depression", used.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1176/appi.ajp.2013.13030392")]
    [InlineData(" doi: 10.1176/appi.ajp.2013.13030392.")]
    [InlineData("https://doi.org/10.1176/appi.ajp.2013.13030392")]
    [InlineData("http://dx.doi.org/10.1176%2Fappi.ajp.2013.13030392/")]
    [InlineData("(DOI:10.1176/APPI.AJP.2013.13030392)")]
    public async Task A_DOI_in_any_form_finds_its_source(string pasted)
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        using var answer = await writer.Get($"/staff/texts/find?what=source&q={Uri.EscapeDataString(pasted)}");

        Assert.Equal("[@murrough2013]", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0].GetProperty("insert").GetString());
    }

    [Fact]
    public async Task An_unknown_DOI_leads_to_where_it_is_added()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        using var answer = await writer.Get("/staff/texts/find?what=source&q=https://doi.org/10.1000/none.1");
        var found = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0];

        Assert.Equal(JsonValueKind.Null, found.GetProperty("insert").ValueKind);
        Assert.Equal("/staff/facts/references?doi=10.1000%2Fnone.1", found.GetProperty("address").GetString());
    }
}
