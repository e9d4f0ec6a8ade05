using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>Nobody seals for a list of readers that is not the owners' last one, whatever somebody writes into the database.</summary>
public abstract class ReaderListContract(IStorePlace place) : IDisposable
{
    [SkippableFact]
    public async Task Until_there_is_a_reader_the_servers_own_keys_seal_and_then_never_again()
    {
        using var rig = await ReaderRig.Begin(place);
        Assert.Equal(KeyRingSeal.Format, (await rig.Keep()).Payload.Format);

        await rig.TakeFirst();

        var kept = (await rig.Keep()).Payload;
        Assert.Equal(AuthEnvelope.Format, kept.Format);
        Assert.True(ReaderRig.Opens(kept, rig.Ann));
        Assert.True(ReaderRig.Opens(kept, rig.Recovery));
        Assert.False(ReaderRig.Opens(kept, rig.Stranger));
        Assert.Null(rig.OwnKeys.Open(kept));
    }

    [SkippableTheory]
    [InlineData("forged", ListFault.Forged)]
    [InlineData("signed by another key", ListFault.Forged)]
    [InlineData("rolled back", ListFault.RolledBack)]
    [InlineData("rolled back with its mark", ListFault.RolledBack)]
    [InlineData("exchanged", ListFault.Exchanged)]
    [InlineData("key swapped", ListFault.KeySwapped)]
    [InlineData("key taken away", ListFault.KeySwapped)]
    [InlineData("recovery key swapped", ListFault.KeySwapped)]
    [InlineData("readers deleted", ListFault.Missing)]
    [InlineData("all deleted", ListFault.Missing)]
    public async Task A_list_that_somebody_changed_in_the_database_is_refused_and_requests_are_sealed_for_the_recovery_key(string how, ListFault fault)
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        var markOfFirst = (await rig.Readers.Read(default)).Mark;
        await rig.TakeSecond(first);
        await rig.Propose("ann", rig.Stranger, "passkey-stranger");
        using var thief = new ListSigner();
        var forged = thief.Sign(3, ListSigner.HashOf(first), rig.Recovery, ReaderRig.Owner("ann", rig.Stranger));
        var other = rig.Signer.Sign(2, ListSigner.HashOf(first), rig.Recovery, ReaderRig.Owner("ann", rig.Stranger));
        const string Replace = "UPDATE reader_list SET bytes = @Bytes, signature = @Signature WHERE number = 2";
        await (how switch
        {
            "forged" => Changed(rig, Replace, forged),
            "signed by another key" => Changed(rig, "UPDATE reader_list SET bytes = @Bytes, signature = @Signature, list_key = @ListKey WHERE number = 2", forged),
            "rolled back" => Changed(rig, "DELETE FROM reader_list WHERE number = 2"),
            "rolled back with its mark" => Changed(rig, "DELETE FROM reader_list WHERE number = 2; UPDATE reader_mark SET sealed = @markOfFirst", new { markOfFirst }),
            "exchanged" => Changed(rig, Replace, other),
            "key swapped" => Changed(rig, "UPDATE reader_key SET spki = @Spki WHERE hash = @Hash", new { rig.Stranger.Public.Spki, rig.Bob.Public.Hash }),
            "key taken away" => Changed(rig, "DELETE FROM reader_key WHERE hash = @Hash", new { rig.Bob.Public.Hash }),
            "recovery key swapped" => Changed(rig, "UPDATE reader_key SET spki = @Spki WHERE person = ''", new { rig.Stranger.Public.Spki }),
            "readers deleted" => Changed(rig, "DELETE FROM reader_list"),
            _ => Changed(rig, "DELETE FROM reader_list; DELETE FROM reader_key; DELETE FROM reader_blob; DELETE FROM reader_mark; DELETE FROM reader_list_key"),
        });

        Assert.Equal(fault, (await rig.Current.Look(default)).Fault);
        var restarted = await rig.Another();
        Assert.Equal(fault, (await restarted.Current.Look(default)).Fault);
        foreach (var program in new[] { rig, restarted })
        {
            var kept = (await program.Keep()).Payload;
            Assert.True(ReaderRig.Opens(kept, rig.Recovery));
            Assert.False(ReaderRig.Opens(kept, rig.Ann) || ReaderRig.Opens(kept, rig.Stranger));
            Assert.Single(AuthEnvelope.Decode(kept.Bytes).Keys);
        }
    }

    [SkippableFact]
    public async Task A_program_of_another_host_seals_for_nobody_on_the_list()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();

        var elsewhere = await rig.Another(sealing: SealingSettings.None with { Host = "elsewhere.example" });

        Assert.Equal(ListFault.OtherHost, (await elsewhere.Current.Look(default)).Fault);
    }

    [SkippableFact]
    public async Task Without_its_key_ring_a_program_refuses_rather_than_seal_for_what_it_cannot_check()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();

        var lost = await rig.Another(otherKeys: new EphemeralDataProtectionProvider());

        Assert.Equal(ListFault.MarkUnreadable, (await lost.Current.Look(default)).Fault);
        await Assert.ThrowsAsync<NoRecipientException>(() => lost.Seals.ForKeeping(default));
    }

    [SkippableFact]
    public async Task A_list_that_nothing_outside_the_database_knows_of_is_not_believed()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();
        File.Delete(rig.MarkFile);
        rig.Tamper("DELETE FROM reader_mark");

        var restarted = await rig.Another();

        Assert.Equal(ListFault.Unknown, (await restarted.Current.Look(default)).Fault);
        await Assert.ThrowsAsync<NoRecipientException>(() => restarted.Seals.ForKeeping(default));
    }

    [SkippableFact]
    public async Task A_second_machine_learns_of_the_list_by_the_mark_in_the_database_and_then_remembers_it_itself()
    {
        using var rig = await ReaderRig.Begin(place);
        var first = await rig.TakeFirst();
        var second = await rig.Another(Directory.CreateTempSubdirectory("readers-"));
        Assert.Equal(1, (await second.Current.Look(default)).Good!.List.Number);

        await rig.TakeSecond(first);
        Assert.Equal(2, (await second.Current.Look(default)).Good!.List.Number);
        rig.Tamper("DELETE FROM reader_list WHERE number = 2; DELETE FROM reader_mark");

        Assert.Equal(ListFault.RolledBack, (await second.Current.Look(default)).Fault);
        second.Folder.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task When_the_mark_could_not_be_written_before_the_program_ended_it_is_at_the_next_look()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();
        File.Delete(rig.MarkFile);

        Assert.NotNull((await (await rig.Another()).Current.Look(default)).Good);

        Assert.True(File.Exists(rig.MarkFile));
    }

    [SkippableFact]
    public async Task Two_owners_who_sign_at_once_do_not_undo_each_other()
    {
        using var rig = await ReaderRig.Begin(place);
        var second = await rig.TakeSecond(await rig.TakeFirst());
        await rig.Propose("cat", rig.Cat, "passkey-cat");
        var programs = new[] { rig, await rig.Another() };
        var lists = new[]
        {
            rig.Signer.Sign(3, ListSigner.HashOf(second), rig.Recovery, ReaderRig.Owner("ann", rig.Ann), ReaderRig.Owner("bob", rig.Bob), ReaderRig.Desk("cat", rig.Cat)),
            rig.Signer.Sign(3, ListSigner.HashOf(second), rig.Recovery, ReaderRig.Owner("ann", rig.Ann)),
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => programs[i].Change.Take(lists[i], "ann", ReaderRig.People, default))));

        Assert.Equal([ListAnswer.Taken, ListAnswer.NotTheNext], answers.Order());
        Assert.Equal(3, (await rig.Current.Look(default)).Good!.List.Number);
    }

    [SkippableFact]
    public async Task A_request_that_somebody_sealed_themselves_is_in_no_entry_of_the_audit_trail()
    {
        using var rig = await ReaderRig.Begin(place);
        await rig.TakeFirst();
        var (right, swapped) = (await rig.Keep(), await rig.Keep());
        var hashes = new ReceivedHashes(rig.Store.Database, rig.Store.Audit);
        Assert.Equal((2, ""), await Look());

        var forged = new EnvelopeSeal([rig.Ann.Recipient, rig.Recovery.Recipient]).Close(ReaderRig.Words(swapped.Reference, "Forged"));
        rig.Tamper("UPDATE request SET payload = @Bytes WHERE reference = @Value", new { forged.Bytes, swapped.Reference.Value });
        Assert.Equal((2, swapped.Reference.Value), await Look());

        rig.Tamper("UPDATE request SET payload = @Bytes WHERE reference = @Value", new { right.Payload.Bytes, swapped.Reference.Value });
        Assert.Equal((2, swapped.Reference.Value), await Look());

        async Task<(int, string)> Look()
        {
            var (looked, strangers) = await hashes.Look(default);
            return (looked, string.Join(' ', strangers));
        }
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    static Task Changed(ReaderRig rig, string sql, object? values = null)
    {
        rig.Tamper(sql, values);
        return Task.CompletedTask;
    }
}
