using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Proofs.StaffKills;

/// <summary>What must be as often as the audit trail tells of it, and what would be half of an action.</summary>
static class StaffWhole
{
    const string Demonstration = "demonstration-owner";

    static readonly AuditEvent[] Answers =
    [
        AuditEvent.Attempted, AuditEvent.Answered, AuditEvent.NotReached, AuditEvent.Reopened, AuditEvent.HandedOver, AuditEvent.Noted, AuditEvent.Released, AuditEvent.Dismissed,
    ];

    // A name, what is there, and how many entries there must be.
    static readonly IReadOnlyList<(string What, string Sql, Func<IReadOnlyList<AuditEntry>, long> Entries)> Pairs =
    [
        ("steps of answering", "SELECT COUNT(*) FROM answering_entry", all => all.Count(one => Answers.Contains(one.What))),
        ("steps as requests count them", "SELECT COALESCE(SUM(version), 0) FROM answering", all => all.Count(one => Answers.Contains(one.What))),
        ("requests erased", "SELECT COUNT(*) FROM request WHERE erased_at IS NOT NULL AND payload IS NULL", Of(AuditEvent.Erased)),
        ("requests found real and mailed", "SELECT COUNT(*) FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.suspicion IS NOT NULL AND o.state <> 'Cancelled'", Of(AuditEvent.Released)),
        ("people invited", $"SELECT COUNT(*) FROM staff_person WHERE id <> '{Demonstration}'", all => all.Where(one => one.What == AuditEvent.StaffInvited).Select(one => one.About).Distinct().Count()),
        ("people removed", "SELECT COUNT(*) FROM staff_person WHERE removed_at IS NOT NULL AND roles = ''", Of(AuditEvent.StaffRemoved)),
        ("people who joined", $"SELECT COUNT(*) FROM staff_person WHERE joined_at IS NOT NULL AND id <> '{Demonstration}'", Of(AuditEvent.StaffJoined)),
        ("invitations with a changed role", "SELECT COUNT(*) FROM staff_invitation WHERE roles = 'writer'", all =>
        {
            var removed = all.Where(one => one.What == AuditEvent.StaffRemoved).Select(one => one.About).ToHashSet();
            return all.Count(one => one.What == AuditEvent.RolesChanged && !removed.Contains(one.About));
        }),
        ("passkeys", "SELECT COUNT(*) FROM staff_passkey", all => Of(AuditEvent.StaffJoined)(all) + Of(AuditEvent.PasskeyAdded)(all) - Of(AuditEvent.PasskeyRemoved)(all)),
        ("owners to be confirmed", "SELECT COUNT(*) FROM staff_owner_claim", all => Math.Max(0, Of(AuditEvent.StaffJoined)(all) - 1) - Of(AuditEvent.OwnerConfirmed)(all)),
        ("sessions of the demonstration owner", $"SELECT COUNT(*) FROM staff_session WHERE person = '{Demonstration}'", all => all.Count(one => one.What == AuditEvent.SignedIn && one.Who == Demonstration)),
        ("readers' keys", "SELECT COUNT(*) FROM reader_key WHERE person <> ''", all => all.Count(one => one.What == AuditEvent.ReaderKeyMade && one.Who.Length > 0)),
        ("lists of readers", "SELECT COALESCE(MAX(number), 0) FROM reader_list", Of(AuditEvent.ReaderListSigned)),
    ];

    static readonly IReadOnlyList<string> Halves =
    [
        "SELECT COUNT(*) FROM request WHERE (payload IS NULL) <> (erased_at IS NOT NULL)",
        "SELECT COUNT(*) FROM answering_entry WHERE payload IS NOT NULL AND submission IN (SELECT submission FROM request WHERE payload IS NULL)",
        "SELECT COUNT(*) FROM outbox WHERE kind = 'Request' AND state = 'Waiting' AND about IN (SELECT submission FROM request WHERE payload IS NULL)",
        "SELECT COUNT(*) FROM staff_session WHERE person IN (SELECT id FROM staff_person WHERE removed_at IS NOT NULL)",
        "SELECT COUNT(*) FROM staff_passkey WHERE person IN (SELECT id FROM staff_person WHERE removed_at IS NOT NULL OR joined_at IS NULL)",
        "SELECT COUNT(*) FROM staff_invitation WHERE person IN (SELECT id FROM staff_person WHERE removed_at IS NOT NULL OR joined_at IS NOT NULL)",
        "SELECT COUNT(*) FROM staff_person WHERE joined_at IS NOT NULL AND removed_at IS NULL AND id <> 'demonstration-owner' AND id NOT IN (SELECT person FROM staff_passkey)",
        "SELECT COUNT(*) FROM reader_list_key WHERE person <> '' AND key NOT IN (SELECT hash FROM reader_key)",
    ];

    /// <summary>A line for whatever is half.</summary>
    public static async Task<IReadOnlyList<string>> Faults(OpenStore store)
    {
        var entries = await store.Audit.Entries(default).ToListAsync();
        var faults = new List<string>();
        foreach (var (what, sql, due) in Pairs)
        {
            var there = await store.Database.Read(session => session.Value<long>(sql), default);
            if (there != due(entries)) faults.Add($"{what}: {there}, and the trail tells of {due(entries)}");
        }
        foreach (var half in Halves)
            if (await store.Database.Read(session => session.Value<long>(half), default) is > 0 and var found) faults.Add($"{found} of: {half}");
        if (!(await store.Audit.Verify(default)).IsWhole) faults.Add("the trail is not whole");
        return faults;
    }

    static Func<IReadOnlyList<AuditEntry>, long> Of(AuditEvent what) => all => all.Count(one => one.What == what);
}
