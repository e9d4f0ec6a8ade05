using System.Net;
using System.Text.Json;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>One person who has a text open in two windows and forgot about one of them.</summary>
[Trait("Pace", "Slow")]
public sealed class TwoWindowsTests : IAsyncLifetime, IDisposable
{
    const string Address = "/staff/texts/pages/shared";

    readonly EditedSite edited = new(isSmall: true);
    StaffBrowser writer = null!;

    public async Task InitializeAsync()
    {
        edited.WriteFacts("shared", "First words.\n\nSecond words.\n\nThird words.\n");
        edited.Restart();
        await edited.Knows("/shared");
        writer = await edited.SignedIn(StaffRoles.Owner);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        writer.Dispose();
        edited.Dispose();
    }

    [Fact]
    public async Task What_was_typed_in_another_window_stays_beside_what_is_saved_in_this_one()
    {
        var (left, right) = (await Open(), await Open());
        left.Body = left.Body.Replace("First words.", "First words, left.", StringComparison.Ordinal);
        await left.Done("do", "save");
        right.Body = right.Body.Replace("Third words.", "Third words, right.", StringComparison.Ordinal);

        var shown = await right.Done("do", "save");

        Assert.Equal("First words, left.\n\nSecond words.\n\nThird words, right.\n", shown.Body.TrimStart());
        Assert.Contains("another window", shown.Page.QuerySelector(".staff-done")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_goes_on_saving_by_itself_puts_no_paragraph_twice()
    {
        var (left, right) = (await Open(), await Open());
        await Types(left, "First words.", "First words, left.");
        Assert.True(await Types(right, "Third words.", "Third words, ri."));
        await Types(right, "words, ri.", "words, right.");
        await Types(left, "words, left.", "words, left one.");
        // The answer to it was lost, so it is sent once more.
        await Types(left, "words, left one.", "words, left one.");

        Assert.Equal("First words, left one.\n\nSecond words.\n\nThird words, right.\n", (await Open()).Body.TrimStart());
    }

    [Fact]
    public async Task Of_one_paragraph_that_both_windows_change_both_stand_and_none_grows()
    {
        var (left, right) = (await Open(), await Open());
        await Types(left, "Second words.", "Second words, left.");
        await Types(right, "Second words.", "Second words, r.");
        await Types(right, "words, r.", "words, right.");

        Assert.Equal("First words.\n\nSecond words, right.\n\nSecond words, left.\n\nThird words.\n", (await Open()).Body.TrimStart());
    }

    [Fact]
    public async Task A_window_that_slept_with_an_older_draft_neither_doubles_nor_undoes_the_newer_one()
    {
        await Types(await Open(), "First words.", "First words, morning.");
        var sleeping = await Open();
        await Types(await Open(), "words, morning.", "words, afternoon.");

        await Types(sleeping, "Third words.", "Third words, evening.");
        Assert.Equal("First words, afternoon.\n\nSecond words.\n\nThird words, evening.\n", (await Open()).Body.TrimStart());
    }

    [Fact]
    public async Task A_button_pressed_in_a_window_without_changes_takes_nothing_away()
    {
        var (left, right) = (await Open(), await Open());
        await Types(left, "First words.", "First words, left.");

        await right.Done("do", "save");
        await right.Done("insert", "heading");
        var body = (await Open()).Body.TrimStart();

        Assert.StartsWith("First words, left.\n\nSecond words.\n\nThird words.\n\n## ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_another_window_are_not_published_before_they_were_shown()
    {
        var (left, right) = (await Open(), await Open());
        await Types(left, "First words.", "First words, left.");
        right.Body = right.Body.Replace("Third words.", "Third words, right.", StringComparison.Ordinal);

        var again = await right.Refused("do", "publish", HttpStatusCode.Conflict);

        Assert.StartsWith("Nothing was sent: you wrote here in another window, too.", again.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain("right", edited.TextOf("pages/shared.md"), StringComparison.Ordinal);
        await again.Done("do", "publish");
        await edited.IsShown("/shared", "First words, left.");
        await edited.IsShown("/shared", "Third words, right.");
    }

    [Fact]
    public async Task A_draft_that_was_begun_before_another_version_brings_no_old_words_back()
    {
        var left = await Open();
        using var other = await edited.SignedIn(StaffRoles.Owner);
        var published = await TextForm.Open(other, Address);
        await published.Done("do", "take-over");
        published.Body = published.Body.Replace("Second words.", "Second words, published.", StringComparison.Ordinal);
        await published.Done("do", "publish");
        var right = await Open();

        await Types(left, "First words.", "First words, left.");
        await Types(right, "Third words.", "Third words, right.");

        Assert.Equal("First words, left.\n\nSecond words, published.\n\nThird words, right.\n", (await Open()).Body.TrimStart());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no name of a window")]
    public async Task A_page_that_names_no_window_saves_again_and_again_without_growing(string named)
    {
        var form = await Open();
        form["window"] = named;
        await Types(form, "Second words.", "Second words, a.");
        await Types(form, "words, a.", "words, ab.");
        await Types(form, "words, ab.", "words, abc.");

        Assert.Equal("First words.\n\nSecond words, abc.\n\nThird words.\n", (await Open()).Body.TrimStart());
    }

    [Fact]
    public async Task A_title_typed_in_one_window_and_a_paragraph_typed_in_another_go_together()
    {
        var (left, right) = (await Open(), await Open());
        left["top.title"] = "A new title";
        await left.Done("do", "save");

        await Types(right, "Third words.", "Third words, right.");
        var both = await Open();

        Assert.Equal("A new title", both["top.title"]);
        Assert.Contains("Third words, right.", both.Body, StringComparison.Ordinal);
    }

    Task<TextForm> Open() => TextForm.Open(writer, Address);

    /// <summary>Whether the answer says that another window's words are in it, too.</summary>
    static async Task<bool> Types(TextForm window, string before, string after)
    {
        Assert.Contains(before, window.Body, StringComparison.Ordinal);
        window.Body = window.Body.Replace(before, after, StringComparison.Ordinal);
        using var answer = await window.Autosave();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return said.RootElement.GetProperty("joined").GetBoolean();
    }
}
