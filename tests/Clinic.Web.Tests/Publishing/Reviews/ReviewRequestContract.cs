using System.Text;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Publishing.Reviews;

/// <summary>What waits for a signature, on whatever database.</summary>
public abstract class ReviewRequestContract(IStorePlace place) : IDisposable
{
    const string Path = "articles/sample.md";
    static readonly byte[] Words = Encoding.UTF8.GetBytes("Wörds.\r\n");

    readonly ManualClock clock = new(Requests.Noon);

    [SkippableFact]
    public async Task What_was_asked_is_kept_byte_for_byte_with_who_asked_and_waits()
    {
        var (requests, store) = await Open();

        var asked = await requests.Ask(Path, "abc", Words, "ann", "Please.", default);

        Assert.Equal(asked, Assert.Single(await requests.Waiting(default)));
        Assert.Equal((Path, "abc", "ann", "Please.", ReviewStage.Waiting, FileChange.HashOf(Words), clock.Now),
            (asked.Path, asked.Base, asked.AskedBy, asked.Note, asked.Stage, asked.Sha256, asked.AskedAt));
        Assert.Equal(Words, await requests.Bytes(asked.Number, default));
        Assert.Equal([(AuditEvent.ReviewAsked, Path, "ann")], await Trail(store));
    }

    [SkippableFact]
    public async Task A_later_request_about_the_same_file_takes_the_place_of_the_one_before()
    {
        var (requests, _) = await Open();
        var first = await requests.Ask(Path, null, Words, "ann", "", default);
        var other = await requests.Ask("glossary.yaml", null, Words, "ann", "", default);
        var second = await requests.Ask(Path, null, [.. Words, 33], "ben", "", default);

        Assert.Equal([other.Number, second.Number], (await requests.Waiting(default)).Select(request => request.Number));
        Assert.Equal(second, await requests.Last(Path, default));
        Assert.False(await requests.SendBack(first.Number, "cleo", "No.", default));
    }

    [SkippableFact]
    public async Task What_is_sent_back_tells_who_asked_why_until_they_ask_again()
    {
        var (requests, store) = await Open();
        var asked = await requests.Ask(Path, null, Words, "ann", "", default);
        clock.Now += TimeSpan.FromHours(1);

        Assert.True(await requests.SendBack(asked.Number, "cleo", "Say the dose.", default));
        Assert.False(await requests.SendBack(asked.Number, "cleo", "Twice.", default));

        var back = Assert.Single(await requests.SentBackTo("ann", default));
        Assert.Equal((ReviewStage.SentBack, "cleo", clock.Now, "Say the dose."), (back.Stage, back.AnsweredBy, back.AnsweredAt, back.Answer));
        Assert.Empty(await requests.SentBackTo("ben", default));
        Assert.Empty(await requests.Waiting(default));
        Assert.Equal((AuditEvent.ReviewSentBack, Path, "cleo"), (await Trail(store))[^1]);
        await requests.Ask(Path, null, Words, "ann", "", default);
        Assert.Empty(await requests.SentBackTo("ann", default));
    }

    [SkippableFact]
    public async Task Who_asked_can_take_it_back()
    {
        var (requests, _) = await Open();
        var asked = await requests.Ask(Path, null, Words, "ann", "", default);

        Assert.True(await requests.TakeBack(asked.Number, "ann", default));

        Assert.Empty(await requests.Waiting(default));
        Assert.Equal(ReviewStage.TakenBack, (await requests.Last(Path, default))!.Stage);
    }

    [SkippableFact]
    public async Task Nothing_outside_the_content_is_asked_about()
    {
        var (requests, _) = await Open();

        foreach (var path in new[] { "../secret.md", "consent/v1.md", "rules/claims.yaml", "articles/.hidden.md", "articles/a/b/c.md" })
            await Assert.ThrowsAsync<ArgumentException>(() => requests.Ask(path, null, Words, "ann", "", default));
    }

    async Task<(ReviewRequests, OpenStore)> Open()
    {
        var store = await place.Open();
        return (new(store.Database, clock), store);
    }

    static async Task<List<(AuditEvent, string?, string)>> Trail(OpenStore store)
    {
        var entries = new List<(AuditEvent, string?, string)>();
        await foreach (var entry in store.Audit.Entries(default)) entries.Add((entry.What, entry.About, entry.Who));
        return entries;
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteReviewRequestTests() : ReviewRequestContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresReviewRequestTests() : ReviewRequestContract(new PostgresPlace());
