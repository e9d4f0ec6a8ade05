using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Tests.Proofs.Killing;
using Dapper;
using Npgsql;

namespace Clinic.Web.Tests.Proofs.Clusters;

/// <summary>Looks into the database from beside, finds the mails that a kill cut off, and lets their waiting time pass.</summary>
sealed class ClusterOutbox(string address, MailJournal journal)
{
    // The mail server answers at once: who has waited so long for a verdict is dead.
    static readonly TimeSpan LongestConversation = TimeSpan.FromSeconds(15);

    readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Mails that the clinic's server has and whose verdict a kill kept from being recorded.</summary>
    public int CutOffAfterDot => taken.Values.Sum();

    public int CutOffBeforeDot { get; private set; }

    public int CutOffAfterDotOf(string messageId) => taken.GetValueOrDefault(messageId.Split('@')[0]);

    /// <summary>What is not there while the database is down is found the next time.</summary>
    public async Task Sweep()
    {
        try
        {
            await using var database = new NpgsqlConnection(address + ";Pooling=false");
            var begunBefore = DateTimeOffset.UtcNow - LongestConversation + DeliverySchedule.Lease;
            var dead = await database.QueryAsync<(string Id, int Attempt)>("SELECT message_id, attempt FROM outbox WHERE state = 'Sending' AND due_at BETWEEN 1 AND @latest", new { latest = begunBefore.ToUnixTimeMilliseconds() });
            foreach (var (id, attempt) in dead)
            {
                if (await database.ExecuteAsync("UPDATE outbox SET due_at = 0 WHERE message_id = @id AND attempt = @attempt AND state = 'Sending'", new { id, attempt }) == 0) continue;
                var received = journal.Mails.Count(mail => mail.MessageId.StartsWith(id, StringComparison.Ordinal));
                if (received > taken.GetValueOrDefault(id)) taken[id] = received;
                else CutOffBeforeDot++;
            }
            await database.ExecuteAsync("UPDATE outbox SET due_at = 0 WHERE state = 'Waiting'");
        }
        catch (NpgsqlException)
        {
            // It is down just now.
        }
    }

    public async Task<IReadOnlyList<string>> KeptReferences() => await Rows("SELECT reference FROM request");

    public async Task<int> Undelivered() => (await Rows("SELECT about FROM outbox WHERE kind = 'Request' AND state <> 'Delivered'")).Count;

    /// <summary>What is wrong with the audit trail; null when nothing is.</summary>
    public async Task<string?> Fault()
    {
        await using var database = new PostgresDatabase(new(StoreProvider.Postgres, "") { Postgres = PostgresAddress.Read(address, out _) });
        return (await new AuditTrail(database).Verify(default)).Fault;
    }

    async Task<List<string>> Rows(string sql)
    {
        await using var database = new NpgsqlConnection(address + ";Pooling=false");
        return [.. await database.QueryAsync<string>(sql)];
    }
}
