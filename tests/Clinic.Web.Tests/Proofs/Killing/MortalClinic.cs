using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Tests.Delivery;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>The program in Production, mailing every answer in the clear to a server on this machine; it may die at any moment and be started again.</summary>
public sealed class MortalClinic(DirectoryInfo folder, int mailPort) : IAsyncDisposable
{
    SiteProcess? site;

    public string StoreFolder => Path.Combine(folder.FullName, "store");

    /// <summary>When set, the time after which what was delivered is erased.</summary>
    public TimeSpan? KeepDelivered { get; set; }

    /// <summary>When set, the texts that it shows; else those of the repository.</summary>
    public string? ContentFolder { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.None;

    public int MailPort { get; set; } = mailPort;

    public bool LogsIn { get; set; }

    /// <returns>Null when it died before it was up.</returns>
    public async Task<SiteProcess?> Start(params string[] under)
    {
        await Bury();
        try
        {
            return site = await SiteProcess.Start("Production", "http", Settings(), under);
        }
        catch (InvalidOperationException) when (under.Length > 0)
        {
            return null;
        }
    }

    /// <summary>As if the time that mails have to wait until their next try were over. What a kill cut off goes by itself.</summary>
    public void LetWaitingTimePass(int most = int.MaxValue)
    {
        using var database = Open(StoreFolder);
        database.Execute("UPDATE outbox SET due_at = 0 WHERE id IN (SELECT id FROM outbox WHERE state = 'Waiting' ORDER BY id LIMIT @most)", new { most });
    }

    /// <summary>Message-IDs of the mails whose sending a kill cut off before their verdict was recorded.</summary>
    public IReadOnlyList<string> CutOff()
    {
        if (!Directory.Exists(StoreFolder)) return [];
        // In a copy: the site itself is to find its files as the kill left them.
        var copy = Directory.CreateDirectory(Path.Combine(folder.FullName, "copy"));
        foreach (var file in Directory.EnumerateFiles(StoreFolder)) File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        var made = copy.EnumerateFiles().Any() && Rows<string>(copy.FullName, "SELECT name FROM sqlite_master WHERE name = 'outbox'").Count > 0;
        IReadOnlyList<string> cutOff = made ? Rows<string>(copy.FullName, "SELECT message_id FROM outbox WHERE state = 'Sending'") : [];
        copy.Delete(recursive: true);
        return cutOff;
    }

    public Dictionary<string, byte[]> StoreFiles() =>
        Directory.EnumerateFiles(StoreFolder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(StoreFolder, file), File.ReadAllBytes, StringComparer.Ordinal);

    public IReadOnlyList<string> KeptReferences() => Rows<string>(StoreFolder, "SELECT reference FROM request");

    public int Undelivered() => Rows<string>(StoreFolder, "SELECT about FROM outbox WHERE kind = 'Request' AND state <> 'Delivered'").Count;

    /// <summary>What is wrong with the database or its audit trail; null when nothing is.</summary>
    public async Task<string?> Fault()
    {
        if (Rows<string>(StoreFolder, "PRAGMA integrity_check") is var verdict && verdict is not ["ok"]) return verdict[0];
        using var database = new SqliteDatabase(new StoreSettings(StoreProvider.Sqlite, StoreFolder));
        return (await new AuditTrail(database).Verify(default)).Fault;
    }

    public ValueTask DisposeAsync() => Bury();

    async ValueTask Bury()
    {
        if (site is not null) await site.DisposeAsync();
        site = null;
    }

    Dictionary<string, string> Settings() => new(OpenMail.To(MailPort))
    {
        ["SSL_CERT_FILE"] = TrustedAuthority.File,
        ["SSL_CERT_DIR"] = TrustedAuthority.Folder,
        ["Mail:User"] = LogsIn ? SmtpServer.User : "",
        ["Mail:Password"] = LogsIn ? SmtpServer.Password : "",
        ["Site:ContentFolder"] = ContentFolder ?? "",
        ["Store:Folder"] = StoreFolder,
        ["Mail:Security"] = $"{Security}",
        ["Store:KeepDelivered"] = KeepDelivered?.ToString() ?? "",
    };

    static List<T> Rows<T>(string store, string sql)
    {
        using var database = Open(store);
        return [.. database.Query<T>(sql)];
    }

    static SqliteConnection Open(string store)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(store, "requests.db")};Pooling=False");
        database.Open();
        database.Execute("PRAGMA journal_mode = TRUNCATE");
        return database;
    }
}
