using System.Net;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Actions;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing;

/// <summary>The history as people of the clinic read it, and the way back.</summary>
[Trait("Pace", "Long")]
public sealed class HistoryPagesTests : IAsyncLifetime, IDisposable
{
    const string Costs = "costs.yaml";
    const string SideEffects = "articles/side-effects.md";

    readonly Search.ContentCopy content = new();
    readonly ClinicSite site = new() { IsProduction = true };
    StaffBrowser owner = null!;
    string ownerId = "";

    public async Task InitializeAsync()
    {
        site.Settings["Site:ContentFolder"] = content.Path;
        ownerId = await StaffBrowser.Person(site, StaffRoles.Owner);
        owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ownerId);
        var files = new ContentFolder(content.Path).Files().Count;
        await Eventually.Holds(async () => (await History.Since(0, default)).Count == files, RestartedSite.Patience, "the history begins");
    }

    [Fact]
    public async Task A_changed_price_is_said_in_words_and_undone_without_undoing_what_came_later()
    {
        var first = await Publish(Costs, "price: 420", "price: 435");
        await Publish(Costs, "price: 110", "price: 115");

        var list = (await owner.Page("/staff/history")).QuerySelector(".history")!.TextContent;
        Assert.Contains("Robin changed the price of Ketamine IV infusion session from $420 to $435", list, StringComparison.Ordinal);
        var page = await owner.Page($"/staff/history/{first}");
        Assert.Equal(("420", "435"), (page.QuerySelector("del")!.TextContent, page.QuerySelector("ins")!.TextContent));

        using var undone = await owner.Press($"/staff/history/{first}", action: $"/staff/history/{first}?handler=undo");

        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Contains("price: 420", Text(Costs), StringComparison.Ordinal);
        Assert.Contains("price: 115", Text(Costs), StringComparison.Ordinal);
        Assert.Equal(VersionCause.PutBack, (await History.Newest(Costs, default))!.Cause);
    }

    [Fact]
    public async Task What_was_changed_again_at_the_same_place_is_shown_beside_and_not_undone()
    {
        var first = await Publish(Costs, "price: 420", "price: 435");
        await Publish(Costs, "price: 435", "price: 440");

        using var answer = await owner.Press($"/staff/history/{first}", action: $"/staff/history/{first}?handler=undo");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await ClinicSite.Html(answer);
        Assert.Contains("Later changes stand at the same places", page.QuerySelector("#overlap")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("price: 440", Text(Costs), StringComparison.Ordinal);

        using var back = await owner.Press($"/staff/history/{first}", action: $"/staff/history/{first}?handler=putBack");
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Contains("price: 435", Text(Costs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_medical_text_is_put_back_by_a_review_or_by_the_owner_with_a_reason()
    {
        var change = await Publish(SideEffects, "feel cut off from your body", "feel far from your body");
        using var writer = await StaffBrowser.SignedIn(site, StaffRoles.Writer);

        using var asked = await writer.Press($"/staff/history/{change}", action: $"/staff/history/{change}?handler=undo");
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Contains("feel far from", Text(SideEffects), StringComparison.Ordinal);
        Assert.Single(await site.Services.GetRequiredService<ReviewRequests>().Waiting(default));

        using var bare = await owner.Press($"/staff/history/{change}", action: $"/staff/history/{change}?handler=undo");
        Assert.Equal(HttpStatusCode.Conflict, bare.StatusCode);
        using var done = await owner.Press($"/staff/history/{change}", new Dictionary<string, string> { ["reason"] = "It read worse." },
            $"/staff/history/{change}?handler=undo");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains("feel cut off from your body", Text(SideEffects), StringComparison.Ordinal);
        Assert.Contains("It read worse.", (await History.Newest(SideEffects, default))!.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_the_site_changes_nothing_from_its_history()
    {
        var change = await Publish(Costs, "price: 420", "price: 435");
        using var clinician = await StaffBrowser.SignedIn(site, StaffRoles.Clinician);

        Assert.Null((await clinician.Page($"/staff/history/{change}")).QuerySelector("form[action*='handler']"));
        using var answer = await clinician.Press($"/staff/history/{change}", action: $"/staff/history/{change}?handler=undo");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("price: 435", Text(Costs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_is_found_by_text_and_by_person_and_sentences_of_a_text_are_counted()
    {
        await Publish(Costs, "price: 420", "price: 435");
        await Publish(SideEffects, "feel cut off from your body", "feel far from your body");
        content.Write("pages/faq.md", Text("pages/faq.md") + "\nOne more line. And another.\n");
        await Eventually.Holds(async () => (await History.Of("pages/faq.md", default)).Count == 2, RestartedSite.Patience, "the edit is a version");

        var ofText = (await owner.Page($"/staff/history?text={Uri.EscapeDataString(SideEffects)}")).QuerySelector(".history")!;
        Assert.Contains("Robin changed 1 sentence of Side effects and risks of ketamine", ofText.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("price", ofText.TextContent, StringComparison.Ordinal);
        var byHand = (await owner.Page("/staff/history?who=folder")).QuerySelector(".history")!.TextContent;
        Assert.Contains("Somebody added 2 sentences to", byHand, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", byHand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_text_is_one_change()
    {
        var actions = site.Services.GetRequiredService<TextActions>();
        var renamed = Assert.IsType<PublishResult.Published>(await actions.Rename("articles/side-effects", "risks", ownerId, default));

        Assert.True(renamed.Versions.Count > 3);
        Assert.Single(renamed.Versions.Select(version => version.Change).Distinct());
        Assert.False(File.Exists(Path.Combine(content.Path, SideEffects)) || Directory.Exists(Path.Combine(content.Path, "articles/side-effects")));
        using var browser = site.Browser();
        using var old = await browser.GetAsync(new Uri("/articles/side-effects", UriKind.Relative));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/articles/risks"), (old.StatusCode, old.Headers.Location?.OriginalString));
        Assert.Contains("gave Side effects and risks of ketamine the new address", (await owner.Page("/staff/history")).QuerySelector(".history li")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_is_undone_without_a_reason_and_no_text_that_leads_there_is_due_for_it()
    {
        var before = Texts();
        var renamed = await Rename();

        using var undone = await Undo(renamed);

        Assert.True(undone.StatusCode == HttpStatusCode.SeeOther, (await ClinicSite.Html(undone)).QuerySelector("[role=alert]")?.TextContent);
        Assert.Equal(before, Texts());
    }

    [Fact]
    public async Task What_was_written_into_a_text_since_it_was_renamed_stands_when_the_rename_is_undone()
    {
        var renamed = await Rename();
        await Publish("articles/risks.md", "title: Side effects and risks of ketamine", "title: Side effects and some risks of ketamine");

        using var undone = await Undo(renamed);

        Assert.Equal(HttpStatusCode.Conflict, undone.StatusCode);
        Assert.Contains("some risks", Text("articles/risks.md"), StringComparison.Ordinal);
    }

    async Task<PublishResult.Published> Rename() => Assert.IsType<PublishResult.Published>(
        await site.Services.GetRequiredService<TextActions>().Rename("articles/side-effects", "risks", ownerId, default));

    Task<HttpResponseMessage> Undo(PublishResult.Published change) =>
        owner.Press($"/staff/history/{change.Versions[0].Number}", action: $"/staff/history/{change.Versions[0].Number}?handler=undo");

    Dictionary<string, string> Texts() => Directory.EnumerateFiles(content.Path, "*.md", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(content.Path, file), File.ReadAllText, StringComparer.Ordinal);

    [Fact]
    public async Task Texts_are_taken_back_scheduled_ended_and_deleted_but_not_where_links_would_break()
    {
        var actions = site.Services.GetRequiredService<TextActions>();
        content.Write("pages/visit.md", Text("pages/faq.md").Split("\n## ")[0].Replace("title: ", "title: A visit, ", StringComparison.Ordinal));

        var links = await Assert.ThrowsAsync<EditingException>(() => actions.Delete("articles/side-effects", ownerId, default));
        Assert.Contains("Links would lead nowhere", links.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EditingException>(() => actions.Delete("pages/faq", ownerId, default));
        await Assert.ThrowsAsync<EditingException>(() => actions.TakeBack("pages/crisis-help", ownerId, default));

        Assert.IsType<PublishResult.Published>(await actions.TakeBack("pages/visit", ownerId, default));
        Assert.Contains("draft: true", Text("pages/visit.md"), StringComparison.Ordinal);
        Assert.IsType<PublishResult.Published>(await actions.Schedule("pages/visit", new(2031, 5, 4, 8, 30, 0), ownerId, default));
        Assert.Contains("published: 2031-05-04 08:30", Text("pages/visit.md"), StringComparison.Ordinal);
        Assert.IsType<PublishResult.Published>(await actions.Expire("pages/visit", new(2032, 5, 4), ownerId, default));
        Assert.IsType<PublishResult.Published>(await actions.Delete("pages/visit", ownerId, default));
        Assert.False(File.Exists(Path.Combine(content.Path, "pages/visit.md")));
        Assert.Contains("draft: true", Encoding.UTF8.GetString((await History.Bytes((await History.Of("pages/visit.md", default))[1].Number, default))!),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_were_written_in_two_places_are_shown_and_settled()
    {
        var conflicts = site.Services.GetRequiredService<ContentConflicts>();
        await conflicts.Keep(Costs, Encoding.UTF8.GetBytes(Text(Costs).Replace("price: 420", "price: 425", StringComparison.Ordinal)), site.Clock.Now, default);
        var number = Assert.Single(await conflicts.Open(default)).Number;
        Assert.Contains(Costs, (await owner.Page("/staff/history")).QuerySelector("section.desk-alert")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("425", (await owner.Page($"/staff/history/conflict/{number}")).QuerySelector("ins")!.TextContent);

        using var used = await owner.Press($"/staff/history/conflict/{number}", action: $"/staff/history/conflict/{number}?handler=use");

        Assert.Equal(HttpStatusCode.SeeOther, used.StatusCode);
        Assert.Contains("price: 425", Text(Costs), StringComparison.Ordinal);
        Assert.Empty(await conflicts.Open(default));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        owner?.Dispose();
        site.Dispose();
        content.Dispose();
    }

    ContentHistory History => site.Services.GetRequiredService<ContentHistory>();

    string Text(string path) => File.ReadAllText(Path.Combine(content.Path, path));

    async Task<long> Publish(string path, string was, string becomes)
    {
        var (opened, text) = ((await History.Newest(path, default))!.Sha256, Text(path));
        Assert.Contains(was, text, StringComparison.Ordinal);
        var result = await site.Services.GetRequiredService<ContentPublisher>().Publish(new(ownerId, VersionCause.Published,
            [new(path, Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal)), opened)]), null, default);
        return Assert.IsType<PublishResult.Published>(result).Versions[0].Number;
    }
}
