using System.Net;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.DataForms;

/// <summary>Hours, prices, people, words and sources, changed in the browser.</summary>
[Trait("Pace", "Long")]
public sealed class FactsPagesTests : IDisposable
{
    readonly FactsSite facts = new();

    public void Dispose() => facts.Dispose();

    static async Task<string> Entry(StaffBrowser browser, string section, string words) => FactsSite.LinkTo(await browser.Page($"/staff/facts/{section}"), words);

    [Fact]
    public async Task A_price_is_changed_and_readers_see_it()
    {
        using var browser = await facts.SignIn();
        var before = facts.File("costs.yaml");

        await FactsSite.Publish(browser, await Entry(browser, "prices", "IV infusion session"), ("v.price", "435"));

        Assert.Equal(before.Replace("price: 420", "price: 435", StringComparison.Ordinal), facts.File("costs.yaml"));
        Assert.Contains("$435", (await facts.Site.Page("/costs")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_price_was_changed_the_day_of_the_prices_is_offered_and_never_set_by_itself()
    {
        using var browser = await facts.SignIn();
        await FactsSite.Publish(browser, await Entry(browser, "prices", "IV infusion session"), ("v.price", "435"));
        var before = facts.File("costs.yaml");
        var offered = (await browser.Page("/staff/facts/prices")).QuerySelector("form.staff-first")!;
        var today = offered.QuerySelector("[name='v.updated']")!.GetAttribute("value")!;

        var fields = offered.QuerySelectorAll("input").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!, StringComparer.Ordinal);
        using var answer = await browser.Post("/staff/facts/prices", new Dictionary<string, string>(fields) { ["do"] = "save" });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.DoesNotContain($"updated: {today}", before, StringComparison.Ordinal);
        Assert.Contains($"updated: {today}", facts.File("costs.yaml"), StringComparison.Ordinal);
        Assert.Null((await browser.Page("/staff/facts/prices")).QuerySelector("form.staff-first"));
    }

    [Fact]
    public async Task A_number_for_people_in_danger_is_asked_about_before_every_page_shows_it()
    {
        using var browser = await facts.SignIn();
        var before = facts.File("clinic.yaml");
        using var asked = await FactsSite.Send(browser, await Entry(browser, "crisis-lines", "Poison Help"), ("v.call", "1-800-222-1223"));
        var page = await ClinicSite.Html(asked);

        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Equal(before, facts.File("clinic.yaml"));
        Assert.Contains("Call: 1-800-222-1222 becomes 1-800-222-1223.", FactsSite.Said(page), StringComparison.Ordinal);
        var yes = page.QuerySelector("button[name=answer]")!.GetAttribute("value")!;
        using var published = await browser.Post("/staff/facts/crisis-lines", FactsSite.Fields(page, ("answer", yes), ("do", null)));
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        Assert.Equal(before.Replace("1-800-222-1222", "1-800-222-1223", StringComparison.Ordinal), facts.File("clinic.yaml"));
    }

    [Theory]
    [InlineData("420,00", "420", "$420.00")]
    [InlineData("1,200", "1200", "$1,200.00")]
    [InlineData("$435", "435", "$435.00")]
    [InlineData("$ 1,250.50", "1250.50", "$1,250.50")]
    [InlineData("435.5", "435.50", "$435.50")]
    public async Task A_price_that_may_mean_two_things_is_asked_about(string typed, string meant, string shown)
    {
        using var browser = await facts.SignIn();
        var before = facts.File("costs.yaml");
        using var answer = await FactsSite.Send(browser, await Entry(browser, "prices", "First visit"), ("v.price", typed));
        var page = await ClinicSite.Html(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, facts.File("costs.yaml"));
        Assert.Contains($"Do you mean {shown}?", FactsSite.Said(page), StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("input[name='v.price']")!.GetAttribute("value"));
        Assert.Equal(2, page.QuerySelectorAll(".facts-question .button").Length);

        var yes = page.QuerySelector("button[name=answer]")!.GetAttribute("value")!;
        using var published = await browser.Post("/staff/facts/prices", FactsSite.Fields(page, ("answer", yes), ("do", null)));
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        Assert.Equal(before.Replace("price: 180", $"price: {meant}", StringComparison.Ordinal), facts.File("costs.yaml"));
    }

    [Theory]
    [InlineData("about 400")]
    [InlineData("4 or 5")]
    [InlineData("free")]
    [InlineData("-5")]
    public async Task A_price_that_is_none_stands_beside_the_rule_that_refuses_it(string typed)
    {
        using var browser = await facts.SignIn();
        var before = facts.File("costs.yaml");
        using var answer = await FactsSite.Send(browser, await Entry(browser, "prices", "First visit"), ("v.price", typed), ("v.unit", "per hour"));
        var page = await ClinicSite.Html(answer);

        Assert.Contains("is not a price that can be shown", page.QuerySelector(".facts-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((typed, "per hour"), (page.QuerySelector("input[name='v.price']")!.GetAttribute("value"), page.QuerySelector("input[name='v.unit']")!.GetAttribute("value")));
        Assert.Equal(before, facts.File("costs.yaml"));
    }

    [Fact]
    public async Task Fridays_hours_are_changed_by_two_times_and_closed_by_a_tick()
    {
        using var browser = await facts.SignIn();
        var before = facts.File("clinic.yaml");

        await FactsSite.Publish(browser, "/staff/facts/hours", ("v.hours/friday.opens", "10:00"), ("v.hours/friday.closes", "14:30"));
        Assert.Equal(before.Replace("friday: 09:00-17:00", "friday: 10:00-14:30", StringComparison.Ordinal), facts.File("clinic.yaml"));

        await FactsSite.Publish(browser, "/staff/facts/hours", ("v.hours/friday.closed", "on"));
        Assert.Equal(before.Replace("friday: 09:00-17:00", "friday: closed", StringComparison.Ordinal), facts.File("clinic.yaml"));

        using var late = await FactsSite.Send(browser, "/staff/facts/hours", ("v.hours/monday.opens", "18:00"));
        Assert.Contains("closes before it opens", FactsSite.Said(await ClinicSite.Html(late)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_is_added_at_its_place_and_taken_away_again()
    {
        using var browser = await facts.SignIn();
        var before = facts.File("clinic.yaml");

        await FactsSite.Publish(browser, "/staff/facts/hours/new?list=holidays", ("v.date", "2027-03-26"), ("v.name", "Good Friday: desk closed"));
        Assert.Equal(before.Replace("  - {date: 2027-05-31", "  - {date: 2027-03-26, name: \"Good Friday: desk closed\"}\n  - {date: 2027-05-31", StringComparison.Ordinal),
            facts.File("clinic.yaml"));

        await FactsSite.Publish(browser, await Entry(browser, "hours", "Good Friday"), ("do", "remove"));
        Assert.Equal(before, facts.File("clinic.yaml"));
    }

    [Fact]
    public async Task Next_years_federal_holidays_are_shown_before_they_are_added()
    {
        using var browser = await facts.SignIn();
        var page = await browser.Page("/staff/facts/hours/federal-holidays?year=2028");
        Assert.Equal(11, page.QuerySelectorAll("input[name=day]").Length);
        var there = page.QuerySelectorAll("label").Where(label => label.TextContent.Contains("is there already", StringComparison.Ordinal));
        Assert.Contains("December 31, 2027: New Year's Day (observed)", Assert.Single(there).TextContent, StringComparison.Ordinal);

        await FactsSite.Publish(browser, "/staff/facts/hours/federal-holidays?year=2028", ("day", "2028-11-23"));
        var clinic = facts.File("clinic.yaml");
        Assert.Contains("  - {date: 2027-12-31, name: New Year's Day (observed)}\n  - {date: 2028-11-23, name: Thanksgiving Day}\nstates:", clinic, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_added_and_their_role_changed()
    {
        using var browser = await facts.SignIn(StaffRoles.Writer);
        await FactsSite.Publish(browser, "/staff/facts/people/new?list=people", ("v.name", "Zoë O'Neil"), ("v.role", "Nurse"), ("v.credential", "RN"));
        Assert.Contains("\n  zoe-oneil: {name: \"Zoë O'Neil\", credential: \"RN\", role: Nurse}\n", facts.File("clinic.yaml"), StringComparison.Ordinal);

        await FactsSite.Publish(browser, await Entry(browser, "people", "Zoë"), ("v.role", "Head nurse"), ("v.credential", ""), ("v.placeholder", "on"));
        Assert.Contains("\n  zoe-oneil: {name: \"Zoë O'Neil\", role: Head nurse, placeholder: true}\n", facts.File("clinic.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_number_in_any_form_is_asked_about_and_written_as_telephones_dial_it()
    {
        using var browser = await facts.SignIn();
        using var answer = await FactsSite.Send(browser, "/staff/facts/contact", ("v.phone", "(202) 555-0199"));
        var page = await ClinicSite.Html(answer);
        var yes = page.QuerySelector("button[name=answer]")!.GetAttribute("value")!;
        Assert.Equal("phone=+12025550199", yes);
        using var published = await browser.Post("/staff/facts/contact", FactsSite.Fields(page, ("answer", yes)));
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        Assert.Contains("\nphone: \"+12025550199\"\n", facts.File("clinic.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_are_ticked_by_their_names()
    {
        using var browser = await facts.SignIn();
        var page = await browser.Page("/staff/facts/states");
        Assert.Equal(3, page.QuerySelectorAll("input[name='v.states'][checked]").Length);
        await FactsSite.Publish(browser, "/staff/facts/states", ("v.states", "PA"));
        Assert.Contains("\nstates: [PA]\n", facts.File("clinic.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_glossary_word_waits_for_a_clinician_and_an_owner_publishes_it_with_a_reason()
    {
        var before = facts.File("glossary.yaml");
        using (var writer = await facts.SignIn(StaffRoles.Writer))
        {
            (string, string?)[] word = [("v.term", "Chronotherapy"), ("v.also", "light therapy\nsleep shift"), ("v.definition", "A treatment by the time of day.")];
            using var refused = await FactsSite.Send(writer, "/staff/facts/glossary/new?list=", word);
            Assert.Contains("a clinician signs it", (await ClinicSite.Html(refused)).Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(before, facts.File("glossary.yaml"));
            await FactsSite.Publish(writer, "/staff/facts/glossary/new?list=", [.. word, ("do", "review")]);
            Assert.Equal(before, facts.File("glossary.yaml"));
            Assert.Contains("wait for a clinician", (await writer.Page("/staff/facts/glossary")).Body!.TextContent, StringComparison.Ordinal);
        }
        using var owner = await facts.SignIn(StaffRoles.Owner);
        await FactsSite.Publish(owner, "/staff/facts/glossary/new?list=",
            ("v.term", "Zeitgeber"), ("v.definition", "What sets the clock of the body."), ("words", "Asked for by phone"));
        var after = facts.File("glossary.yaml");
        Assert.Contains("\nchronotherapy:\n  term: Chronotherapy\n  also: [light therapy, sleep shift]\n  definition: A treatment by the time of day.\n", after, StringComparison.Ordinal);
        Assert.Contains("\nzeitgeber:\n", after, StringComparison.Ordinal);
        Assert.Contains("Zeitgeber", (await facts.Site.Page("/glossary")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://doi.org/10.1001/jama.2099.1234")]
    [InlineData("doi: 10.1001/jama.2099.1234.")]
    [InlineData(" 10.1001 / jama.2099.1234 ")]
    [InlineData("http://dx.doi.org/10.1001%2Fjama.2099.1234?from=x")]
    [InlineData("See (10.1001/jama.2099.1234).")]
    public async Task A_source_begins_with_its_DOI_however_it_was_pasted(string pasted)
    {
        using var browser = await facts.SignIn(StaffRoles.Owner);
        var page = await browser.Page($"/staff/facts/references/new?doi={Uri.EscapeDataString(pasted)}");
        Assert.Equal("10.1001/jama.2099.1234", page.QuerySelector("input[name='v.doi']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_source_that_is_there_already_is_said_to_be_and_a_new_one_goes_by_author_and_year()
    {
        using var browser = await facts.SignIn(StaffRoles.Owner);
        var known = await browser.Page("/staff/facts/references/new?doi=https%3A%2F%2Fdoi.org%2F10.1016%2Fs0006-3223(99)00230-9");
        Assert.Contains("is there already", known.QuerySelector(".staff-first")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("[@berman2000]", known.Body!.TextContent, StringComparison.Ordinal);

        await FactsSite.Publish(browser, "/staff/facts/references/new?doi=10.1001%2Fjama.2099.1234", ("v.authors", "Müller A, Roe B"), ("v.title", "On \"sleep\": a trial"),
            ("v.source", "JAMA 2099;1(1):1-2"), ("v.year", "2099"), ("v.kind", "trial"), ("words", "The text needs it today"));
        var found = new List<ContentProblem>();
        var source = DataFile.References(ContentFile.Of(DataFile.ReferencesFile, facts.File("references.yaml")), found)!["muller2099"];
        Assert.Empty(found);
        Assert.Equal(("Müller A, Roe B", "On \"sleep\": a trial", "https://doi.org/10.1001/jama.2099.1234"), (source.Authors, source.Title, source.Address));
        Assert.Contains("\n\nmuller2099:\n  authors: \"Müller A, Roe B\"\n", facts.File("references.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_words_and_crisis_phrases_are_entries_of_their_own()
    {
        using var browser = await facts.SignIn(StaffRoles.Owner);
        await FactsSite.Publish(browser, "/staff/facts/synonyms/new?list=&kind=words", ("v.", "bus\nmetro\ntrain: red line"));
        Assert.Contains("\n- [bus, metro, \"train: red line\"]\n", facts.File("synonyms.yaml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(await Entry(browser, "synonyms?list=&q=red+line", "metro"))).StatusCode);

        var before = facts.File("crisis-words.yaml");
        var list = await browser.Page("/staff/facts/crisis-words?list=phrases%2Fharmless&q=wifi");
        await FactsSite.Publish(browser, list.QuerySelectorAll(".facts-list a").Single(line => line.TextContent == "wifi").GetAttribute("href")!, ("v.", "wifi password"), ("words", "typed"));
        Assert.Equal(before.Replace("\n    wifi\n", "\n    wifi password\n", StringComparison.Ordinal), facts.File("crisis-words.yaml"));
    }

    [Fact]
    public async Task An_entry_moves_up_and_a_list_that_others_changed_is_looked_at_first()
    {
        using var browser = await facts.SignIn(StaffRoles.Owner);
        var link = await Entry(browser, "crisis-lines", "Crisis Text Line");
        var seen = await browser.Page(link);
        await FactsSite.Publish(browser, link, ("do", "up"));
        var moved = facts.File("clinic.yaml");
        Assert.True(moved.IndexOf("Crisis Text Line", StringComparison.Ordinal) < moved.IndexOf("988 Suicide", StringComparison.Ordinal));
        using var again = await browser.Post("/staff/facts/crisis-lines", FactsSite.Fields(seen, ("do", "up")));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(moved, facts.File("clinic.yaml"));
    }

    [Fact]
    public async Task Two_who_change_different_values_both_have_their_way_and_of_one_value_both_are_shown()
    {
        using var one = await facts.SignIn();
        using var other = await facts.SignIn(StaffRoles.Owner);
        var link = await Entry(one, "prices", "Follow-up");
        var opened = await one.Page(link);
        await FactsSite.Publish(other, link, ("v.price", "115"));
        await FactsSite.Publish(other, "/staff/facts/prices/new?list=items", ("v.name", "Walk-in talk"), ("v.price", "20"), ("v.unit", "per visit"), ("v.includes", "A short talk."));

        using var merged = await one.Post("/staff/facts/prices", FactsSite.Fields(opened, ("v.unit", "per follow-up")));
        Assert.Equal(HttpStatusCode.SeeOther, merged.StatusCode);
        Assert.Contains("    price: 115\n    unit: per follow-up\n", facts.File("costs.yaml"), StringComparison.Ordinal);

        using var both = await one.Post("/staff/facts/prices", FactsSite.Fields(opened, ("v.price", "120")));
        var page = await ClinicSite.Html(both);
        Assert.Equal(["115", "120"], page.QuerySelectorAll(".facts-question dd").Select(side => side.TextContent));
        Assert.Contains("price: 115", facts.File("costs.yaml"), StringComparison.Ordinal);
        using var mine = await one.Post("/staff/facts/prices", FactsSite.Fields(page, ("mine", ".price"), ("do", null)));
        Assert.Equal(HttpStatusCode.SeeOther, mine.StatusCode);
        Assert.Contains("price: 120", facts.File("costs.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_goes_to_the_entry_it_was_made_to_although_another_one_came_before_it()
    {
        using var browser = await facts.SignIn();
        var opened = await browser.Page(await Entry(browser, "hours", "Memorial Day"));
        await FactsSite.Publish(browser, "/staff/facts/hours/new?list=holidays", ("v.date", "2026-12-24"), ("v.name", "Christmas Eve"));
        using var answer = await browser.Post("/staff/facts/hours", FactsSite.Fields(opened, ("v.name", "Memorial Day (closed)")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("{date: 2027-05-31, name: Memorial Day (closed)}", facts.File("clinic.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("a: b # c")]
    [InlineData("# all")]
    [InlineData("\"both\" 'kinds'")]
    [InlineData("&anchor *alias")]
    [InlineData("!!binary x")]
    [InlineData("- [a, {b: c}]\n---\n...")]
    [InlineData("null")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202e backwards")]
    [InlineData("bell \u0007")]
    public async Task A_hostile_value_ends_as_that_text_or_as_an_error(string typed)
    {
        using var browser = await facts.SignIn();
        var before = facts.File("clinic.yaml");
        using var answer = await FactsSite.Send(browser, "/staff/facts/contact", ("v.directions", typed));
        var file = ContentFile.Of(DataFile.ClinicFile, facts.File("clinic.yaml"));
        var found = new List<ContentProblem>();
        var clinic = DataFile.Clinic(file, found)!;
        Assert.Empty(found);
        if (answer.StatusCode == HttpStatusCode.SeeOther) Assert.Equal(typed, clinic.Directions);
        else
        {
            Assert.Equal(before, facts.File("clinic.yaml"));
            Assert.NotEmpty(FactsSite.Said(await ClinicSite.Html(answer)));
        }
        Assert.Equal(14, clinic.Holidays.Count);
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(100_000)]
    public async Task A_value_of_a_hundred_kilobytes_is_refused(int length)
    {
        using var browser = await facts.SignIn();
        var before = facts.File("clinic.yaml");
        using var answer = await FactsSite.Send(browser, "/staff/facts/contact", ("v.directions", new('x', length)));
        Assert.NotEqual(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(before, facts.File("clinic.yaml"));
    }

    [Theory]
    [InlineData("/staff/facts/nothing")]
    [InlineData("/staff/facts/prices?at=..%2F..%2Fetc")]
    [InlineData("/staff/facts/prices?at=items%2F99")]
    [InlineData("/staff/facts/contact?at=people%2Fclinic-team")]
    [InlineData("/staff/facts/prices?list=nowhere")]
    [InlineData("/staff/facts/contact/new?list=people")]
    [InlineData("/staff/facts/prices/new?list=items%2F0")]
    public async Task What_is_no_part_of_a_section_is_not_found(string address)
    {
        using var browser = await facts.SignIn();
        using var answer = await browser.Get(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_rules_against_claims_are_there_to_read()
    {
        using var browser = await facts.SignIn();
        var page = await browser.Page("/staff/facts/claims");
        Assert.Contains("Ketamine is not a cure", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Every_section_of_the_list_opens()
    {
        using var browser = await facts.SignIn();
        var links = (await browser.Page("/staff/facts")).QuerySelectorAll(".facts-list a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(FactsSection.All.Count + 1, links.Count);
        foreach (var link in links)
        {
            var page = await browser.Page(link);
            Assert.Empty(FactsSite.Said(page));
        }
    }
}
