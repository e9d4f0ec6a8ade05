using System.Net;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.Reviews;

/// <summary>What somebody may publish, and who signs as whom.</summary>
[Trait("Pace", "Slow")]
public sealed class PastReviewTests : IDisposable
{
    readonly ReviewSite site = new();

    [Fact]
    public async Task The_owner_publishes_past_a_review_with_a_reason_and_the_text_is_due_at_once()
    {
        var (owner, id) = await site.SignedIn(StaffRoles.Owner);
        // The owner's own word on when it was reviewed counts for nothing.
        var changed = ContentCopy.Article("Other words.", "reviewed: 2026-05-31", "reviewer: treatment-nurse");

        Assert.Null((await Publish(StaffRoles.Owner, id, changed, "")).Result);
        Assert.Contains("Some words.", site.OnDisk(), StringComparison.Ordinal);
        var published = await Publish(StaffRoles.Owner, id, changed, "The dose was wrong.");

        Assert.IsType<PublishResult.Published>(published.Result);
        Assert.Contains("Other words.", site.OnDisk(), StringComparison.Ordinal);
        Assert.Contains("reviewed: 2026-01-15", site.OnDisk(), StringComparison.Ordinal);
        Assert.Contains("reviewer: clinical-lead", site.OnDisk(), StringComparison.Ordinal);
        Assert.Contains("next-review: 2026-06-01", site.OnDisk(), StringComparison.Ordinal);
        Assert.Contains("The dose was wrong.", (await site.Get<ContentHistory>().Newest(ContentCopy.Sample, default))!.Note, StringComparison.Ordinal);
        Assert.Equal([(AuditEvent.PublishedPastReview, ContentCopy.Sample, id)], await site.Trail(AuditEvent.PublishedPastReview));
        Assert.Contains("A sample article", (await owner.Page("/staff/reviews")).QuerySelector("#due-title")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRoles.Writer)]
    [InlineData(StaffRoles.FrontDesk)]
    [InlineData(StaffRoles.Clinician)]
    public async Task Nobody_else_publishes_medicine_past_a_review_whatever_they_say(StaffRoles roles)
    {
        var published = await Publish(roles, "ann", ContentCopy.Article("Other words."), "It is urgent.");

        Assert.Null(published.Result);
        Assert.Contains("Some words.", site.OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_of_typing_is_published_by_a_writer_and_the_review_stands()
    {
        await site.Publish(ContentCopy.Sample, ContentCopy.Article("Some poeple feel well."), "ann");

        var published = await Publish(StaffRoles.Writer, "ann", ContentCopy.Article("Some people feel well."), "");

        Assert.IsType<PublishResult.Published>(published.Result);
        Assert.Contains("reviewed: 2026-01-15\nnext-review: 2026-12-15", site.OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_what_is_no_longer_published_is_refused()
    {
        var opened = (await site.Published()).Sha256;
        await site.Publish(ContentCopy.Sample, ContentCopy.Article("Meanwhile words."), "ben");

        var published = await site.Get<TextPublishing>().Publish(new("ann", "Ann", "ann@clinic.example", StaffRoles.Owner),
            new(ContentCopy.Sample, Encoding.UTF8.GetBytes(ContentCopy.Article("Other words.")), opened), "A reason.", default);

        Assert.IsType<PublishResult.ChangedMeanwhile>(published.Result);
        Assert.Contains("Meanwhile words.", site.OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_says_as_whom_a_clinician_signs()
    {
        var (owner, ownerId) = await site.SignedIn(StaffRoles.Owner);
        var (_, clinician) = await site.SignedIn(StaffRoles.Clinician);
        var (_, other) = await site.SignedIn(StaffRoles.Clinician);

        using var named = await owner.Press("/staff/reviews/signers", new Dictionary<string, string> { ["person"] = clinician, ["key"] = "clinical-lead" });
        using var twice = await owner.Press("/staff/reviews/signers", new Dictionary<string, string> { ["person"] = other, ["key"] = "clinical-lead" });
        using var nobody = await owner.Press("/staff/reviews/signers", new Dictionary<string, string> { ["person"] = other, ["key"] = "clinic-team" });

        Assert.Equal("/staff/reviews/signers?done=named", named.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (twice.StatusCode, nobody.StatusCode));
        Assert.Equal("clinical-lead", (await site.Get<Signers>().Of(clinician, default))!.Key);
        Assert.Null(await site.Get<Signers>().Of(other, default));
        Assert.Equal([(AuditEvent.SignerNamed, clinician, ownerId)], await site.Trail(AuditEvent.SignerNamed));
        Assert.Equal("clinical-lead", (await owner.Page("/staff/reviews/signers")).QuerySelector($"#key-{clinician} option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Only_an_owner_who_has_just_touched_says_so()
    {
        var (owner, _) = await site.SignedIn(StaffRoles.Owner);
        var (clinician, id) = await site.SignedIn(StaffRoles.Clinician);
        using var refused = await clinician.Get("/staff/reviews/signers");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        site.Site.Clock.Now += StaffSession.FreshTouch + TimeSpan.FromSeconds(1);

        using var touch = await owner.Press("/staff/reviews/signers", new Dictionary<string, string> { ["person"] = id, ["key"] = "clinical-lead" });

        Assert.StartsWith("/staff/touch", touch.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null(await site.Get<Signers>().Of(id, default));
    }

    async Task<TextPublishResult> Publish(StaffRoles roles, string id, string text, string reason)
    {
        var published = await site.Published();
        return await site.Get<TextPublishing>().Publish(new(id, "Robin", "robin@clinic.example", roles),
            new(ContentCopy.Sample, Encoding.UTF8.GetBytes(text), published.Sha256), reason, default);
    }

    public void Dispose() => site.Dispose();
}
