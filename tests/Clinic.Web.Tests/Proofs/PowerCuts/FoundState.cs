using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>What the program would find after the power came back: requests that can be read, erased ones, mails that were begun.</summary>
/// <param name="Fault">Why the database cannot be used, or null.</param>
public sealed record FoundState(string? Fault, IReadOnlySet<string> Readable, IReadOnlySet<string> Erased, IReadOnlySet<string> Begun)
{
    static readonly HashSet<string> None = [];

    /// <summary>Opens the files as the program does, in a folder that is emptied first.</summary>
    public static async Task<FoundState> Of(IReadOnlyDictionary<string, byte[]> files, string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content);
        }

        var settings = new StoreSettings(StoreProvider.Sqlite, folder);
        try
        {
            return await Look(settings);
        }
        catch (Exception e) when (e is SqliteException or StoreUnavailableException)
        {
            return new($"{e.Message} {e.InnerException?.Message}", None, None, None);
        }
    }

    static async Task<FoundState> Look(StoreSettings settings)
    {
        // Whether this program could start: it is the one that rolls a journal back.
        using var database = new SqliteDatabase(settings);
        await database.Upgrade(default);
        if ((await new AuditTrail(database).Verify(default)).Fault is { } broken) return new(broken, None, None, None);

        using var connection = new SqliteConnection($"Data Source={settings.DatabaseFile};Pooling=False");
        if (await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check") is var verdict && verdict != "ok") return new(verdict, None, None, None);
        var rows = (await connection.QueryAsync<(string Reference, string Seal, byte[]? Payload, string? Mail, long Attempt, long Consents)>(
            """
            SELECT r.reference, r.seal, r.payload, o.state, COALESCE(o.attempt, 0), (SELECT COUNT(*) FROM consent c WHERE c.submission = r.submission)
            FROM request r LEFT JOIN outbox o ON o.about = r.submission AND o.kind = 'Request'
            """)).ToList();
        if (rows.Exists(row => row.Mail is null || row.Consents == 0)) return new("half a request", None, None, None);

        var seal = Seal(settings);
        return new(null,
            rows.Where(row => row.Payload is not null && IsReadable(seal, new(row.Seal, row.Payload))).Select(row => row.Reference).ToHashSet(StringComparer.Ordinal),
            rows.Where(row => row.Payload is null).Select(row => row.Reference).ToHashSet(StringComparer.Ordinal),
            rows.Where(row => row.Attempt > 0).Select(row => row.Reference).ToHashSet(StringComparer.Ordinal));
    }

    static KeyRingSeal Seal(StoreSettings settings)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().SetApplicationName("Clinic.Web").PersistKeysToFileSystem(new(settings.KeyFolder)).DisableAutomaticKeyGeneration();
        return new(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }

    static bool IsReadable(KeyRingSeal seal, SealedPayload payload)
    {
        try
        {
            return seal.Open(payload) is not null;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or System.Xml.XmlException or InvalidOperationException)
        {
            return false;
        }
    }
}
