using System.Security.Cryptography;

namespace Clinic.Web.Consultations.Storing;

/// <summary>Tries whether a request could be kept just now.</summary>
public sealed class WriteProbe(Database database)
{
    // As large as the largest post; what is sealed of it is no larger.
    const int LargestRequest = 64 * 1024;

    /// <summary>
    /// Commits as much as the largest request takes, and erases it: a write that is taken back need not find room.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A request could not be kept just now.</exception>
    public async Task Try(CancellationToken cancel)
    {
        await database.Write(async session =>
        {
            if (await session.Execute("UPDATE audit_head SET sequence = sequence") != 1) throw AuditChain.HeadMissing();
            await session.Execute(
                "DELETE FROM probe; INSERT INTO probe (bytes) VALUES (@bytes)",
                new { bytes = RandomNumberGenerator.GetBytes(LargestRequest) });
        }, cancel);
        await database.Write(session => session.Execute("DELETE FROM probe"), cancel);
    }
}
