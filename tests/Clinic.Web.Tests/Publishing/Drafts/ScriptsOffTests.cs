using System.Net;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>What a person does in a browser that runs no script.</summary>
[Trait("Pace", "Long")]
public sealed class ScriptsOffTests : IDisposable
{
    readonly EditedSite edited = new();

    public void Dispose() => edited.Dispose();

    [Fact]
    public async Task The_front_desk_mends_a_slip_of_typing_and_the_page_shows_it_with_every_other_byte_as_it_was()
    {
        const string Path = "articles/side-effects.md";
        edited.Write(Path, edited.TextOf(Path).Replace("mostly pass", "mosly pass", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        var before = edited.TextOf(Path);
        edited.Restart();
        using var desk = await edited.SignedIn(StaffRoles.FrontDesk);
        var form = await TextForm.Open(desk, EditedSite.SideEffects);
        form.Body = form.Body.Replace("mosly pass", "mostly pass", StringComparison.Ordinal);

        form = await form.Done("do", "publish");

        Assert.Contains("Readers see it now", form.Page.QuerySelector(".staff-done")!.TextContent, StringComparison.Ordinal);
        Assert.Null(form.Page.QuerySelector(".staff-first"));
        Assert.Equal(before.Replace("mosly pass", "mostly pass", StringComparison.Ordinal), edited.TextOf(Path));
        await edited.IsShown("/articles/side-effects", "mostly pass");
    }

    [Fact]
    public async Task A_new_text_is_begun_from_its_frame_filled_and_sent_to_a_clinician()
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        using var begun = await writer.Press("/staff/texts", new Dictionary<string, string> { ["title"] = "  Ketamine and sleep " });
        Assert.Equal("/staff/texts/articles/ketamine-and-sleep", begun.Headers.Location!.ToString());

        var form = await TextForm.Open(writer, begun.Headers.Location.ToString());
        Assert.Equal("Ketamine and sleep", form["top.title"]);
        Assert.Contains("in-short", form.Body, StringComparison.Ordinal);
        Assert.False(File.Exists(System.IO.Path.Combine(edited.Folder, "articles/ketamine-and-sleep.md")));
        form["top.description"] = "What is known about sleep before, during and after ketamine, in plain words.";
        form["find"] = "murrough";
        form = await form.Done("insert", "source");
        Assert.EndsWith("\n\n[@murrough2013]\n", form.Body, StringComparison.Ordinal);
        form.Body = form.Body[..^"[@murrough2013]\n".Length] + "One trial was small [@murrough2013].\n";
        form["reason"] = "New, please read it.";
        form = await form.Done("do", "review");

        Assert.Contains("asked to read it", form.Page.QuerySelector(".staff-done")!.TextContent, StringComparison.Ordinal);
        var request = Assert.Single(await edited.Site.Services.GetRequiredService<ReviewRequests>().Waiting(default));
        Assert.Equal(("articles/ketamine-and-sleep.md", "New, please read it."), (request.Path, request.Note));
        var row = (await writer.Page("/staff/texts")).QuerySelectorAll(".text-list tbody tr").Single(row => row.TextContent.Contains("Ketamine and sleep", StringComparison.Ordinal));
        Assert.Equal("In review", row.QuerySelector(".text-state")!.TextContent);
    }

    [Fact]
    public async Task Medicine_waits_for_a_clinician_and_the_owner_may_publish_it_with_a_reason()
    {
        var person = await Staff.StaffBrowser.Person(edited.Site, StaffRoles.Writer);
        using var writer = await edited.SignedIn(StaffRoles.Writer, person);
        var form = await TextForm.Open(writer, EditedSite.SideEffects);
        form.Body += "\nTell us about every medicine that you take.\n";
        var refused = await form.Refused("do", "publish", HttpStatusCode.Conflict);
        Assert.Contains("ask for review", refused.Alert, StringComparison.Ordinal);
        Assert.EndsWith("that you take.\n", refused.Body, StringComparison.Ordinal);
        edited.Clock.Now += TimeSpan.FromHours(1);

        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var owners = await TextForm.Open(owner, EditedSite.SideEffects);
        owners.Body += "\nBring a list of your medicines.\n";
        owners = await owners.Refused("do", "publish", HttpStatusCode.Conflict);
        owners["reason"] = "The law changed today.";
        await owners.Done("do", "publish");

        Assert.Contains("Bring a list of your medicines.", edited.TextOf("articles/side-effects.md"), StringComparison.Ordinal);
        using var again = await edited.SignedIn(StaffRoles.Writer, person);
        using var behind = await (await TextForm.Open(again, EditedSite.SideEffects)).Press("do", "publish");
        Assert.Equal(EditedSite.SideEffects + "/merge", behind.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_error_stops_publishing_and_its_sentence_stands_beside_its_field()
    {
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var form = await TextForm.Open(owner, EditedSite.SideEffects);
        form["top.published"] = "soon";
        form["top.title"] = "";
        form["reason"] = "Why not.";

        var refused = await form.Refused("do", "publish", HttpStatusCode.BadRequest);

        Assert.Contains("\"published: soon\" is not a date.", refused.Page.QuerySelector("#top-published-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("is missing", refused.Page.GetElementById("findings")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("soon", refused["top.published"]);
    }

    [Fact]
    public async Task Both_versions_of_one_paragraph_stand_side_by_side_and_each_choice_is_kept()
    {
        edited.WriteFacts("parking", "One.\n\nTwo.\n\nThree.");
        edited.Restart();
        await edited.Knows("/parking");
        using var mine = await edited.SignedIn(StaffRoles.FrontDesk);
        using var theirs = await edited.SignedIn(StaffRoles.Owner);
        var my = await TextForm.Open(mine, "/staff/texts/pages/parking");
        my.Body = my.Body.Replace("Two.", "Two by the gate.", StringComparison.Ordinal);
        await my.Done("do", "save");
        var their = await (await TextForm.Open(theirs, "/staff/texts/pages/parking")).Done("do", "take-over");
        their.Body = their.Body.Replace("Two.", "Two by the wall.", StringComparison.Ordinal);
        await their.Done("do", "publish");

        var page = await mine.Page("/staff/texts/pages/parking/merge");
        Assert.Equal(["Two by the gate.", "Two by the wall."], page.QuerySelectorAll(".merge-both pre").Select(words => words.TextContent));
        var hidden = page.QuerySelectorAll(".text-merge input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        using var unchosen = await mine.Post("/staff/texts/pages/parking/merge", hidden);
        Assert.Equal(HttpStatusCode.Conflict, unchosen.StatusCode);
        using var taken = await mine.Post("/staff/texts/pages/parking/merge", new Dictionary<string, string>(hidden) { ["choice.0"] = "both" });
        Assert.Equal("/staff/texts/pages/parking?said=merged", taken.Headers.Location!.ToString());
        var merged = await (await TextForm.Open(mine, "/staff/texts/pages/parking")).Done("do", "take-over");
        await merged.Done("do", "publish");

        Assert.Contains("\n\nTwo by the gate.\n\nTwo by the wall.\n\nThree.", edited.TextOf("pages/parking.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_gets_another_address_an_end_and_is_deleted_with_a_sentence_for_each_mistake()
    {
        edited.WriteFacts("parking", "One.");
        edited.Restart();
        await edited.Knows("/parking");
        using var desk = await edited.SignedIn(StaffRoles.FrontDesk);
        const string More = "/staff/texts/pages/parking/more";

        using var wrong = await desk.Press(More, new Dictionary<string, string> { ["do"] = "expire", ["value"] = "soon" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("soon", (await ClinicSite.Html(wrong)).QuerySelector("#until")!.GetAttribute("value"));
        using var outside = await desk.Press(More, new Dictionary<string, string> { ["do"] = "rename", ["value"] = "../x" });
        Assert.Equal(HttpStatusCode.BadRequest, outside.StatusCode);
        using var renamed = await desk.Press(More, new Dictionary<string, string> { ["do"] = "rename", ["value"] = "where-to-park" });
        Assert.Equal("/staff/texts/pages/where-to-park?said=renamed", renamed.Headers.Location!.ToString());
        await edited.Knows("/where-to-park");
        using var deleted = await desk.Press("/staff/texts/pages/where-to-park/more", new Dictionary<string, string> { ["do"] = "delete", ["sure"] = "yes" });
        Assert.Equal("/staff/texts?said=deleted", deleted.Headers.Location!.ToString());
        Assert.False(File.Exists(System.IO.Path.Combine(edited.Folder, "pages/where-to-park.md")));
    }
}
