using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Delivery;
using Dapper;

namespace Clinic.Web.Tests.Answering;

[Trait("Pace", "Long")]
public sealed class KilledStaffTests : IDisposable
{
    const int Kills = 8;

    // What must be as often as there are entries of its kind: erased requests, mailed ones, changed roles, removals.
    static readonly IReadOnlyList<(AuditEvent What, string Count)> Done =
    [
        (AuditEvent.Erased, "SELECT COUNT(*) FROM request WHERE payload IS NULL AND erased_at IS NOT NULL"),
        (AuditEvent.Resent, "SELECT COUNT(*) FROM request r JOIN outbox o ON o.about = r.submission WHERE r.suspicion IS NOT NULL AND o.state = 'Waiting'"),
        (AuditEvent.RolesChanged, "SELECT COUNT(*) FROM staff_person WHERE roles <> 'front-desk'"),
        (AuditEvent.StaffRemoved, "SELECT COUNT(*) FROM staff_person WHERE removed_at IS NOT NULL AND roles = ''"),
    ];

    // What would be half of an action.
    static readonly IReadOnlyList<string> Halves =
    [
        "SELECT COUNT(*) FROM request WHERE (payload IS NULL) <> (erased_at IS NOT NULL)",
        "SELECT COUNT(*) FROM answering_entry WHERE payload IS NOT NULL AND submission IN (SELECT submission FROM request WHERE payload IS NULL)",
        "SELECT COUNT(*) FROM outbox WHERE kind = 'Request' AND state = 'Waiting' AND about IN (SELECT submission FROM request WHERE payload IS NULL)",
        "SELECT COUNT(*) FROM staff_session WHERE person IN (SELECT id FROM staff_person WHERE roles <> 'front-desk')",
    ];

    readonly SqlitePlace place = new();

    [Fact]
    public async Task A_kill_in_the_middle_of_erasing_mailing_or_removing_leaves_it_done_with_its_entry_or_not_at_all()
    {
        foreach (var actions in Enumerable.Range(1, Kills).Select(i => (i * 7) + (i % 4)))
        {
            await ActUntilKilled(actions);
            var store = await place.Open();
            using var database = place.Connect();

            var entries = await store.Audit.Entries(default).ToListAsync();
            foreach (var (what, count) in Done)
                Assert.Equal((what, await database.ExecuteScalarAsync<int>(count)), (what, entries.Count(entry => entry.What == what)));
            foreach (var half in Halves) Assert.Equal((half, 0), (half, await database.ExecuteScalarAsync<int>(half)));
            Assert.True((await store.Audit.Verify(default)).IsWhole);
            place.Stop();
        }
    }

    public void Dispose() => place.Dispose();

    async Task ActUntilKilled(int actions)
    {
        await using var actor = ChildProgram.Start(new("dotnet", [typeof(StaffActor).Assembly.Location, StaffActor.Command, place.Folder]));
        await actor.Lines.Find(line => line == $"{StaffActor.Did}{actions}");
        await actor.Kill();
    }
}
