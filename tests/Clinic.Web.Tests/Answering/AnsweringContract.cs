using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;
using Dapper;

namespace Clinic.Web.Tests.Answering;

/// <summary>What the clinic does about a request, on whatever database.</summary>
public abstract class AnsweringContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly SealedPayload Note = new("any-seal-v1", [7, 0, 255]);

    [SkippableFact]
    public async Task Each_step_is_kept_in_order_with_who_took_it_and_its_audit_entry()
    {
        var (store, request) = await Asked();

        foreach (var (version, step) in new[] { AnsweringStep.Taken, AnsweringStep.Called, AnsweringStep.LeftWord, AnsweringStep.Reached }.Index())
            Assert.Equal(ChangeResult.Done, await Step(store, request, step, version, by: version == 0 ? "ann" : "ben"));

        Assert.Equal(["Taken ann", "Called ben", "LeftWord ben", "Reached ben"], (await store.Answering.History(request.Reference, default)).Select(entry => $"{entry.Step} {entry.Who}"));
        Assert.Equal(["HandedOver ann to ann", "Attempted ben called", "Attempted ben left-word", "Answered ben"], await Trail(store, request));
        using var database = place.Connect();
        Assert.Equal("answered ann 4", database.ExecuteScalar<string>("SELECT stage || ' ' || owner || ' ' || version FROM answering"));
        Assert.True((await store.Audit.Verify(default)).IsWhole);
    }

    [SkippableFact]
    public async Task Two_people_never_overwrite_one_another()
    {
        var (store, request) = await Asked();
        var other = await place.Open();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Step(i % 2 == 0 ? store : other, request, AnsweringStep.Called, version: 0, by: $"p{i}"))));

        Assert.Single(results, ChangeResult.Done);
        Assert.Equal(9, results.Count(result => result == ChangeResult.ChangedMeanwhile));
        Assert.Single(await store.Answering.History(request.Reference, default));
        Assert.Single(await Trail(store, request));
    }

    [SkippableFact]
    public async Task Without_room_for_its_audit_entry_nothing_is_done()
    {
        var (store, request) = await Asked();
        place.Fill("audit");
        await Assert.ThrowsAnyAsync<Exception>(() => Step(store, request, AnsweringStep.Called));
        place.MakeRoom("audit");

        Assert.Empty(await store.Answering.History(request.Reference, default));
        Assert.Equal(ChangeResult.Done, await Step(store, request, AnsweringStep.Called));
        Assert.Single(await Trail(store, request));
    }

    [SkippableFact]
    public async Task A_note_of_any_format_is_kept_byte_for_byte_and_goes_with_the_words_of_the_request()
    {
        var store = await place.Open();
        foreach (var erase in new Func<SealedRequest, Task>[]
        {
            request => store.Requests.Withdraw(request.Id, Noon, default),
            request => store.Requests.Erase(request.Reference, "ann", Noon, default),
        })
        {
            var request = Requests.One();
            await store.Requests.Keep(request, default);
            await store.Answering.Change(request.Reference, new(AnsweringStep.Noted, 0, "ann", Noon) { Note = Note }, default);
            var kept = Assert.Single(await store.Answering.History(request.Reference, default)).Note!;
            Assert.Equal((Note.Format, Convert.ToHexString(Note.Bytes)), (kept.Format, Convert.ToHexString(kept.Bytes)));

            await erase(request);

            Assert.Equal((AnsweringStep.Noted, null), Assert.Single(await store.Answering.History(request.Reference, default)) is var left ? (left.Step, left.Note) : default);
        }
    }

    [SkippableFact]
    public async Task Nothing_is_written_about_what_was_withdrawn_erased_or_never_came()
    {
        var (store, withdrawn) = await Asked();
        await store.Requests.Withdraw(withdrawn.Id, Noon, default);
        var erased = Requests.One();
        await store.Requests.Keep(erased, default);
        await store.Requests.Erase(erased.Reference, "ann", Noon, default);

        Assert.Equal(ChangeResult.Withdrawn, await Step(store, withdrawn, AnsweringStep.Called));
        Assert.Equal(ChangeResult.Gone, await Step(store, erased, AnsweringStep.Called));
        Assert.Equal(ChangeResult.Gone, await Step(store, Requests.One(), AnsweringStep.Called));
        Assert.Empty(await store.Answering.History(withdrawn.Reference, default));
    }

    [SkippableFact]
    public async Task Stopping_texts_acts_at_once_is_told_by_mail_and_makes_an_older_view_old()
    {
        var store = await place.Open();
        var request = Requests.One() with { Consents = [new("contact", "Text", "v1", "abc", "en-US"), new("plain-channel", "Text", "v1", "abc", "en-US")] };
        await store.Requests.Keep(request, default);

        Assert.Equal(ChangeResult.Done, await store.Answering.StopTexting(request.Id, Noon, default));
        Assert.Equal(ChangeResult.NotPossible, await store.Answering.StopTexting(request.Id, Noon, default));

        Assert.Equal(ChangeResult.ChangedMeanwhile, await Step(store, request, AnsweringStep.Texted));
        Assert.Equal((AnsweringStep.TextingStopped, "site"), Assert.Single(await store.Answering.History(request.Reference, default)) is var entry ? (entry.Step, entry.Who) : default);
        Assert.Equal(["TextingStopped site"], await Trail(store, request));
        using var database = place.Connect();
        Assert.Equal(1, database.ExecuteScalar<int>("SELECT COUNT(*) FROM outbox WHERE kind = 'WayChange'"));
        Assert.Equal(1, database.ExecuteScalar<int>("SELECT COUNT(*) FROM consent WHERE purpose = 'texting-stopped' AND channel = 'web'"));

        // Who chooses texts again, in other answers, has chosen.
        await store.Corrections.Correct(new(request.Id, "other", Noon.AddHours(1), request.Consents, null), _ => Note, default);
        Assert.Equal(ChangeResult.Done, await store.Answering.StopTexting(request.Id, Noon.AddHours(2), default));
    }

    [SkippableFact]
    public async Task Who_is_called_cannot_stop_texts()
    {
        var (store, request) = await Asked();

        Assert.Equal(ChangeResult.NotPossible, await store.Answering.StopTexting(request.Id, Noon, default));
        Assert.Equal(ChangeResult.Gone, await store.Answering.StopTexting(SubmissionId.Next(), Noon, default));
    }

    [SkippableFact]
    public async Task A_suspected_request_is_found_real_and_mailed_or_found_unreal_and_kept()
    {
        var store = await place.Open();
        var (real, unreal) = (Requests.One() with { Suspicion = "links" }, Requests.One() with { Suspicion = "links" });
        foreach (var request in new[] { real, unreal }) await store.Requests.Keep(request, default);

        Assert.Equal(ChangeResult.NotPossible, await Step(store, real, AnsweringStep.Called));
        Assert.Equal(ChangeResult.Done, await Step(store, real, AnsweringStep.FoundReal));
        Assert.Equal(ChangeResult.Done, await Step(store, unreal, AnsweringStep.FoundUnreal));

        Assert.Equal(real.Reference.Value, (await store.Claim()).Reference);
        Assert.Null(await store.Claim(Noon, Noon + Requests.Lease));
        Assert.Equal(["Released ann found real"], await Trail(store, real));
        Assert.Equal(["Dismissed ann"], await Trail(store, unreal));
        Assert.True((await store.Answering.ForPerson(unreal.Id, default)).WasFoundUnreal);
        Assert.Equal(ChangeResult.NotPossible, await Step(store, unreal, AnsweringStep.FoundUnreal, 1));
        Assert.Equal(ChangeResult.Done, await Step(store, unreal, AnsweringStep.FoundReal, 1));
        Assert.Equal(unreal.Reference.Value, (await store.Claim()).Reference);
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<(OpenStore, SealedRequest)> Asked()
    {
        var store = await place.Open();
        var request = Requests.One();
        await store.Requests.Keep(request, default);
        return (store, request);
    }

    static Task<ChangeResult> Step(OpenStore store, SealedRequest request, AnsweringStep step, long version = 0, string by = "ann") =>
        store.Answering.Change(request.Reference, new(step, version, by, Noon), default);

    static async Task<IEnumerable<string>> Trail(OpenStore store, SealedRequest request) =>
        [.. (await store.Audit.Entries(default).ToListAsync()).Where(entry => entry.About == request.Reference.Value && entry.What != AuditEvent.Received)
            .Select(entry => $"{entry.What} {entry.Who} {entry.Detail}".TrimEnd())];
}
