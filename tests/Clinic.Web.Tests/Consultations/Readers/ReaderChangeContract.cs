using System.Security.Cryptography;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>Readers come and leave, and what they may open goes with it.</summary>
public abstract class ReaderChangeContract(IStorePlace place) : IDisposable
{
    [SkippableFact]
    public async Task A_list_that_is_not_the_next_or_not_the_owners_changes_nothing()
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        await rig.Propose("cat", rig.Cat, "passkey-cat");
        using var thief = new ListSigner();
        var (ann, cat, previous) = (ReaderRig.Owner("ann", rig.Ann), ReaderRig.Desk("cat", rig.Cat), ListSigner.HashOf(first));
        string Text(string host = ListSigner.Host, string certificate = "") => ListSigner.Text(2, previous, rig.Recovery.Public.Hash, [ann, cat], host, certificate);
        (SignedList List, ListAnswer Answer)[] refused =
        [
            (rig.Signer.Sign(1, "", rig.Recovery, ann, cat), ListAnswer.NotTheNext),
            (rig.Signer.Sign(3, previous, rig.Recovery, ann, cat), ListAnswer.NotTheNext),
            (rig.Signer.Sign(2, rig.Ann.Public.Hash, rig.Recovery, ann, cat), ListAnswer.NotTheNext),
            (thief.Sign(2, previous, rig.Recovery, ann, cat), ListAnswer.Forged),
            (rig.Signer.Sign(2, previous, rig.Recovery, ann, cat) with { Signature = new byte[64] }, ListAnswer.Forged),
            (rig.Signer.Sign(Text("elsewhere.example"), [ann]), ListAnswer.OtherHost),
            (rig.Signer.Sign(Text(certificate: rig.Ann.Public.Hash), [ann]), ListAnswer.OtherCertificate),
            (rig.Signer.Sign(2, previous, rig.Recovery, ann, ReaderRig.Desk("bob", rig.Bob)), ListAnswer.UnknownKey),
            (rig.Signer.Sign(2, previous, rig.Recovery, ann, ReaderRig.Desk("bob", rig.Cat)), ListAnswer.UnknownKey),
            (rig.Signer.Sign(2, previous, rig.Recovery, ann, ReaderRig.Desk("stranger", rig.Cat)), ListAnswer.UnknownPerson),
            (rig.Signer.Sign(2, previous, rig.Recovery, ann, ReaderRig.Owner("cat", rig.Cat)), ListAnswer.UnknownPerson),
            (rig.Signer.Sign("{}"), ListAnswer.Malformed),
            .. new WrappedListKey[] { new("cat", rig.Cat.Public.Hash, new byte[384]), new("stran\0ger", rig.Ann.Public.Hash, new byte[384]), new("ann", "\0", new byte[384]) }
                .Select(wrapped => (rig.Signer.Sign(2, previous, rig.Recovery, ann, cat) is var next ? next with { Wrapped = [.. next.Wrapped, wrapped] } : next, ListAnswer.NoListKeyForAnOwner)),
        ];

        foreach (var (list, answer) in refused) Assert.Equal(answer, await rig.Change.Take(list, "ann", ReaderRig.People, default));

        Assert.Equal(1, (await rig.Current.Look(default)).Good!.List.Number);
        Assert.DoesNotContain(await rig.Readers.Keys(default), key => key.Person == "bob");
    }

    [SkippableFact]
    public async Task A_new_owner_comes_with_the_key_that_signs_lists_or_not_at_all()
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        await rig.Propose("bob", rig.Bob, "passkey-bob");
        var second = rig.Signer.Sign(2, ListSigner.HashOf(first), rig.Recovery, ReaderRig.Owner("ann", rig.Ann), ReaderRig.Owner("bob", rig.Bob));

        Assert.Equal(ListAnswer.NoListKeyForAnOwner, await rig.Change.Take(second with { Wrapped = [] }, "ann", ReaderRig.People, default));
        Assert.Null(await rig.Readers.ListKeyOf("bob", default));
        Assert.Equal(ListAnswer.Taken, await rig.Change.Take(second, "ann", ReaderRig.People, default));
        Assert.NotNull(await rig.Readers.ListKeyOf("bob", default));
    }

    [SkippableFact]
    public async Task The_first_list_names_who_sends_it_and_brings_their_key()
    {
        using var rig = await ReaderRig.Begin(place);
        var list = rig.Signer.Sign(1, "", rig.Recovery, ReaderRig.Owner("ann", rig.Ann)) with
        {
            OwnKey = rig.Ann.Public,
            OwnBlob = new("passkey-ann", rig.Ann.Public.Hash, "{}"),
        };

        Assert.Equal(ListAnswer.NotYours, await rig.Change.Take(list, "bob", ReaderRig.People, default));
        Assert.Empty(await rig.Readers.Keys(default));
        Assert.Equal(ListAnswer.Taken, await rig.Change.Take(list, "ann", ReaderRig.People, default));
        Assert.Equal("passkey-ann", Assert.Single(await rig.Readers.BlobsOf("ann", default)).Credential);
    }

    [SkippableFact]
    public async Task Who_leaves_loses_what_opens_requests_and_is_taken_out_of_those_that_are_kept()
    {
        using var rig = await ReaderRig.Begin(place);
        var second = await rig.TakeSecond(await rig.TakeFirst());
        var request = await rig.Keep();
        await rig.Propose("cat", rig.Cat, "passkey-cat");
        var third = rig.Signer.Sign(3, ListSigner.HashOf(second), rig.Recovery, ReaderRig.Owner("ann", rig.Ann));

        Assert.Equal(ListAnswer.Taken, await rig.Change.Take(third, "ann", ReaderRig.People, default));
        await rig.Sweep.Look(default);

        Assert.Empty(await rig.Readers.BlobsOf("bob", default));
        Assert.Null(await rig.Readers.ListKeyOf("bob", default));
        var kept = await rig.Kept(request);
        Assert.False(ReaderRig.Opens(kept, rig.Bob));
        Assert.True(ReaderRig.Opens(kept, rig.Ann) && ReaderRig.Opens(kept, rig.Recovery));
        Assert.Equal(request.Payload.ContentHash, kept.ContentHash);
        // Who waits to be confirmed goes on waiting.
        Assert.Single(await rig.Readers.BlobsOf("cat", default));
    }

    [SkippableFact]
    public async Task A_new_recovery_key_takes_the_place_of_the_old_one_in_what_is_kept()
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        var before = await rig.Keep();
        var next = rig.Signer.Sign(2, ListSigner.HashOf(first), rig.Stranger, ReaderRig.Owner("ann", rig.Ann));

        Assert.Equal(ListAnswer.NoListKeyForAnOwner,
            await rig.Change.Take(next with { Wrapped = [.. next.Wrapped, new("", rig.Recovery.Public.Hash, new byte[384])] }, "ann", ReaderRig.People, default));
        Assert.Equal(ListAnswer.Taken,
            await rig.Change.Take(next with { Wrapped = [.. next.Wrapped, new("", rig.Stranger.Public.Hash, new byte[384])] }, "ann", ReaderRig.People, default));
        await rig.Sweep.Look(default);
        var after = await rig.Keep();

        var kept = AuthEnvelope.Decode((await rig.Kept(before)).Bytes);
        Assert.Equal([true, false], new[] { rig.Ann, rig.Recovery }.Select(one => kept.KeyFor(EnvelopeRecipient.NameOf(one.Public.Spki)) is not null));
        Assert.Equal([before.Reference.Value], await rig.Envelopes.OpenTo(rig.Ann.Public, rig.Stranger.Public, 50, default));
        Assert.True(ReaderRig.Opens(await rig.Kept(after), rig.Stranger) && !ReaderRig.Opens(await rig.Kept(after), rig.Recovery));
        Assert.Contains(await rig.Store.Audit.Entries(default).ToListAsync(),
            entry => entry.What == AuditEvent.ReaderListSigned && entry.Detail.Contains("new recovery key", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task What_the_servers_own_keys_closed_before_is_closed_for_the_first_reader()
    {
        using var rig = await ReaderRig.Begin(place);
        var (early, erased) = (await rig.Keep(), await rig.Keep());
        await rig.Store.Requests.Withdraw(erased.Id, Requests.Noon, default);
        await rig.TakeFirst();

        await rig.Sweep.Look(default);

        var kept = await rig.Kept(early);
        Assert.True(ReaderRig.Opens(kept, rig.Ann) && ReaderRig.Opens(kept, rig.Recovery));
        Assert.Null(rig.OwnKeys.Open(kept));
        Assert.Contains(await rig.Store.Audit.Entries(default).ToListAsync(),
            entry => entry.What == AuditEvent.Resealed && entry.About == early.Reference.Value && entry.Detail == kept.ContentHash);
        Assert.Null(await rig.Store.Reader.Read(erased.Reference, "pat", Requests.Noon, default));
    }

    [SkippableFact]
    public async Task A_newcomer_reads_what_comes_and_what_a_reader_lets_them_read()
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        var earlier = await rig.Keep();
        await rig.TakeSecond(first);
        Assert.True(ReaderRig.Opens((await rig.Keep()).Payload, rig.Bob));
        Assert.Equal([earlier.Reference.Value], await rig.Envelopes.OpenTo(rig.Ann.Public, rig.Bob.Public, 50, default));

        var rewrap = await Rewrapped(rig, earlier);
        Assert.Equal(1, await rig.Envelopes.Add([rewrap], rig.Bob.Public, "ann", Requests.Noon, default));

        Assert.True(ReaderRig.Opens(await rig.Kept(earlier), rig.Bob));
        Assert.Empty(await rig.Envelopes.OpenTo(rig.Ann.Public, rig.Bob.Public, 50, default));
        // The bytes are others now, so the same wrap is not written twice.
        Assert.Equal(0, await rig.Envelopes.Add([rewrap], rig.Bob.Public, "ann", Requests.Noon, default));
    }

    [SkippableTheory]
    [InlineData("withdrawn")]
    [InlineData("corrected")]
    [InlineData("too short")]
    public async Task A_wrap_comes_too_late_for_what_was_withdrawn_or_changed_meanwhile(string how)
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        var request = await rig.Keep();
        await rig.TakeSecond(first);
        var rewrap = await Rewrapped(rig, request);

        if (how == "withdrawn") await rig.Store.Requests.Withdraw(request.Id, Requests.Noon, default);
        if (how == "corrected") await rig.Store.Corrections.Correct(new(request.Id, "other", Requests.Noon, [], null), _ => AuthEnvelopeOf(rig, request), default);
        if (how == "too short") rewrap = rewrap with { Wrapped = rewrap.Wrapped[1..] };

        Assert.Equal(0, await rig.Envelopes.Add([rewrap], rig.Bob.Public, "ann", Requests.Noon, default));
        if (how == "withdrawn") Assert.Null(await rig.Store.Reader.Read(request.Reference, "pat", Requests.Noon, default));
    }

    [SkippableFact]
    public async Task An_envelope_is_given_only_after_it_is_written_down_who_reads_it()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();
        var (one, other, damaged) = (await rig.Keep(), await rig.Keep(), await rig.Keep());
        rig.Tamper("UPDATE request SET payload = @bytes WHERE reference = @Value", new { bytes = new byte[] { 1, 2, 3 }, damaged.Reference.Value });

        var read = await rig.Envelopes.Read([one.Reference, one.Reference, other.Reference, damaged.Reference], rig.Ann.Public, "ann", Requests.Noon, default);
        var stranger = await rig.Envelopes.Read([one.Reference], rig.Stranger.Public, "cat", Requests.Noon, default);

        Assert.Equal([one.Reference.Value, other.Reference.Value], read.Given.Select(envelope => envelope.Reference));
        Assert.Equal([damaged.Reference.Value], read.Damaged);
        Assert.Empty(stranger.Given);
        Assert.Equal([one.Reference.Value, other.Reference.Value],
            (await rig.Store.Audit.Entries(default).ToListAsync()).Where(entry => entry.What == AuditEvent.Read && entry.Who == "ann").Select(entry => entry.About));
        Assert.Equal(RecipientKey.HashOf(one.Payload.Bytes), read.Given[0].Hash);
        Assert.Equal(one.Reference.Value, Opened(read.Given[0], rig));
    }

    [SkippableFact]
    public async Task A_note_is_kept_only_when_it_is_wrapped_for_exactly_those_on_the_list()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeSecond(await rig.TakeFirst());
        var good = (await rig.Current.Look(default)).Good!;
        var sealedByBrowser = AuthEnvelope.Seal("note"u8, [.. good.All.Select(EnvelopeRecipient.Of)]);
        var wraps = good.All.Zip(sealedByBrowser.Keys).Select(pair => new NoteWrap(pair.First.Hash, pair.Second.Bytes)).ToList();
        var note = new SealedNote(sealedByBrowser.Nonce, sealedByBrowser.Ciphertext, sealedByBrowser.Tag, wraps);

        Assert.Equal("note"u8.ToArray(), AuthEnvelope.Decode(note.For(good)!.Bytes).Open(rig.Bob.Recipient.Name, rig.Bob.Private));
        Assert.Null((note with { Wraps = wraps[1..] }).For(good));
        Assert.Null((note with { Wraps = [.. wraps, new(rig.Stranger.Public.Hash, wraps[0].Wrapped)] }).For(good));
        Assert.Null((note with { Wraps = [wraps[0], wraps[0], wraps[1]] }).For(good));
        Assert.Null((note with { Wraps = [wraps[0] with { Key = rig.Stranger.Public.Hash }, .. wraps[1..]] }).For(good));
        Assert.Null((note with { Wraps = [wraps[0] with { Wrapped = [1] }, .. wraps[1..]] }).For(good));
        Assert.Null((note with { Nonce = [1] }).For(good));
        Assert.Null((note with { Tag = [1] }).For(good));
    }

    [SkippableFact]
    public async Task The_only_one_who_can_sign_a_list_is_known()
    {
        using var rig = await ReaderRig.Begin(place);
        Task<bool> IsOnlySigner(string person) => rig.Store.Database.Read(session => ReaderStore.IsOnlySigner(session, person), default);
        Assert.False(await IsOnlySigner("ann"));
        var first = await rig.TakeFirst();
        Assert.Equal((true, false), (await IsOnlySigner("ann"), await IsOnlySigner("bob")));

        await rig.TakeSecond(first);

        Assert.Equal((false, false), (await IsOnlySigner("ann"), await IsOnlySigner("bob")));
        await rig.Readers.Forget("ann", null, "bob", Requests.Noon, default);
        Assert.Empty(await rig.Readers.BlobsOf("ann", default));
        Assert.True(await IsOnlySigner("bob"));
    }

    [SkippableFact]
    public async Task Notes_go_the_way_of_their_request()
    {
        using var rig = await ReaderRig.Begin(place);
        var answering = new AnsweringStore(rig.Store.Database);
        var request = await rig.Keep();
        var early = new DeskNote(request.Reference.Value, "ann", Requests.Noon, "Wombat");
        Assert.Equal(ChangeResult.Done, await answering.Change(request.Reference, new(AnsweringStep.Noted, 0, "ann", Requests.Noon) { Note = rig.Notes.Close(early) }, default));
        var first = await rig.TakeFirst();
        await rig.Sweep.Look(default);
        var byForm = await rig.Seals.Close(early with { Text = "Numbat" }, default);
        Assert.Null(rig.Notes.Open(byForm, request.Reference));
        Assert.Equal(ChangeResult.Done, await answering.Change(request.Reference, new(AnsweringStep.Noted, 1, "ann", Requests.Noon) { Note = byForm }, default));

        var given = (await rig.Envelopes.Read([request.Reference], rig.Ann.Public, "ann", Requests.Noon, default)).Given;
        Assert.Equal([(0L, null), (1L, "ann"), (2L, "ann")], given.Select(envelope => (envelope.Number, envelope.Author)));
        Assert.Equal(Requests.Noon, given[1].At);
        using (var note = System.Text.Json.JsonDocument.Parse(Content(given[1], rig)))
        {
            string[] parts = ["reference", "author", "text"];
            Assert.Equal([request.Reference.Value, "ann", "Wombat"], parts.Select(part => note.RootElement.GetProperty(part).GetString()));
            Assert.Equal(Requests.Noon, note.RootElement.GetProperty("at").GetDateTimeOffset());
        }

        // A newcomer is let in to all three, and an owner who leaves is taken out of them.
        var second = await rig.TakeSecond(first);
        var rewraps = given.Select(envelope => new Rewrap(request.Reference, envelope.Hash,
            rig.Bob.Recipient.Wrap(rig.Ann.Private.Decrypt(envelope.Wrapped, RSAEncryptionPadding.OaepSHA256)).Bytes)).ToList();
        Assert.Equal(3, await rig.Envelopes.Add(rewraps, rig.Bob.Public, "ann", Requests.Noon, default));
        Assert.Equal(3, (await rig.Envelopes.Read([request.Reference], rig.Bob.Public, "bob", Requests.Noon, default)).Given.Count);
        Assert.Equal(ListAnswer.Taken, await rig.Change.Take(
            rig.Signer.Sign(3, ListSigner.HashOf(second), rig.Recovery, ReaderRig.Owner("bob", rig.Bob)), "ann", ReaderRig.People, default));
        await rig.Sweep.Look(default);
        Assert.Empty((await rig.Envelopes.Read([request.Reference], rig.Ann.Public, "ann", Requests.Noon, default)).Given);
        Assert.Equal(3, (await rig.Envelopes.Read([request.Reference], rig.Bob.Public, "bob", Requests.Noon, default)).Given.Count);

        await rig.Store.Requests.Withdraw(request.Id, Requests.Noon, default);
        Assert.Empty((await rig.Envelopes.Read([request.Reference], rig.Bob.Public, "bob", Requests.Noon, default)).Given);
    }

    [SkippableFact]
    public async Task A_passkey_that_is_one_persons_takes_no_key_of_another()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.Propose("ann", rig.Ann, "passkey-ann");

        Assert.False(await rig.Readers.KeepKey("bob", rig.Bob.Public, new("passkey-ann", rig.Bob.Public.Hash, "{}"), Requests.Noon, default));
        Assert.False(await rig.Readers.KeepKey("bob", rig.Ann.Public, null, Requests.Noon, default));
        Assert.Equal(rig.Ann.Public.Hash, Assert.Single(await rig.Readers.BlobsOf("ann", default)).Key);
        Assert.Empty(await rig.Readers.BlobsOf("bob", default));

        await rig.Readers.Forget("ann", "passkey-ann", "ann", Requests.Noon, default);
        Assert.Empty(await rig.Readers.BlobsOf("ann", default));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    static async Task<Rewrap> Rewrapped(ReaderRig rig, SealedRequest request)
    {
        var read = await rig.Envelopes.Read([request.Reference], rig.Ann.Public, "ann", Requests.Noon, default);
        var contentKey = rig.Ann.Private.Decrypt(read.Given[0].Wrapped, RSAEncryptionPadding.OaepSHA256);
        return new(request.Reference, read.Given[0].Hash, rig.Bob.Recipient.Wrap(contentKey).Bytes);
    }

    static SealedPayload AuthEnvelopeOf(ReaderRig rig, SealedRequest request) =>
        new EnvelopeSeal([rig.Ann.Recipient]).Close(ReaderRig.Words(request.Reference, "other"));

    static string Opened(BrowserEnvelope envelope, ReaderRig rig) => ConsultationRequest.FromJson(Content(envelope, rig)).Reference;

    static byte[] Content(BrowserEnvelope envelope, ReaderRig rig)
    {
        using var cipher = new AesGcm(rig.Ann.Private.Decrypt(envelope.Wrapped, RSAEncryptionPadding.OaepSHA256), 16);
        var content = new byte[envelope.Ciphertext.Length];
        cipher.Decrypt(envelope.Nonce, envelope.Ciphertext, envelope.Tag, content);
        return content;
    }
}
