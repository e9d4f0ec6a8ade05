using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Files;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations;

public enum StoreProvider
{
    /// <summary>One file in the store's folder, for one program.</summary>
    Sqlite,
    /// <summary>A database server, for several programs.</summary>
    Postgres,
}

/// <summary>Where requests and keys are kept.</summary>
public sealed record StoreSettings(StoreProvider Provider, string Folder)
{
    public PostgresAddress? Postgres { get; init; }

    /// <summary>
    /// What the server's own keys are encrypted for: the first is used for new ones, the others open older ones.
    /// </summary>
    public IReadOnlyList<X509Certificate2> KeyCertificates { get; init; } = [];

    /// <summary>How long a request is kept after the clinic's mail took it.</summary>
    public TimeSpan KeepDelivered { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long at most a delivered request is kept that the clinic is still answering.</summary>
    public TimeSpan KeepOpen { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a suspected request is kept that nobody asked for.</summary>
    public TimeSpan KeepSuspected { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How long the record of what people agreed to is kept: four years.</summary>
    public TimeSpan KeepConsent { get; init; } = TimeSpan.FromDays(1461);

    public string DatabaseFile => Path.Combine(Folder, "requests.db");

    /// <summary>What is remembered of readers outside the database.</summary>
    public string ReaderMarkFile => Path.Combine(Folder, "readers.mark");

    public string KeyFolder => Path.Combine(Folder, "keys");

    public static StoreSettings Read(IConfiguration configuration, string contentRoot)
    {
        var reader = new SettingsReader(configuration, "Store");
        var settings = new StoreSettings(
            reader.Choice("Provider", StoreProvider.Sqlite),
            Path.GetFullPath(reader.Text("Folder") ?? Path.Combine(contentRoot, "var"), contentRoot));
        settings = settings with
        {
            KeepDelivered = reader.Duration("KeepDelivered", settings.KeepDelivered),
            KeepOpen = reader.Duration("KeepOpen", settings.KeepOpen),
            KeepSuspected = reader.Duration("KeepSuspected", settings.KeepSuspected),
            KeepConsent = reader.Duration("KeepConsent", settings.KeepConsent),
            KeyCertificates = ReadKeyCertificates(reader),
            Postgres = settings.Provider == StoreProvider.Postgres ? ReadAddress(reader) : null,
        };
        if (settings.Provider == StoreProvider.Sqlite && reader.Text("Folder") is null
            && LeftBehind(settings) is { } other)
            reader.Refuse("Folder", $"is missing, and requests lie in \"{other}\" while this program would look in "
                + $"\"{settings.Folder}\": name the folder that counts.");
        else if (settings.Provider == StoreProvider.Sqlite && !PrivateFiles.CanBeMade(settings.Folder))
            reader.Refuse("Folder",
                $"is \"{settings.Folder}\", where this program may not write: choose a folder that it owns.");
        else if (settings.Provider == StoreProvider.Postgres && reader.Text("KeyCertificate") is null)
            reader.Refuse("KeyCertificate", "is missing: with Postgres the keys lie in the database beside what they "
                + "seal, so they must be encrypted for a certificate (PFX with its private key).");
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>Whether an earlier run may have left something, such as content that was good.</summary>
    public bool WasOpenedBefore => Provider == StoreProvider.Postgres || File.Exists(DatabaseFile);

    public override string ToString() =>
        Provider == StoreProvider.Postgres ? $"Postgres, {Postgres}" : $"Sqlite, {Folder}";

    static PostgresAddress? ReadAddress(SettingsReader reader)
    {
        if (reader.Secret("ConnectionString") is not { } text)
        {
            reader.Refuse("ConnectionString", "is missing: with Postgres it tells where the database is, such as "
                + "Host=localhost;Database=clinic;Username=clinic;Password=….");
            return null;
        }
        var address = PostgresAddress.Read(text, out var fault);
        if (fault is not null) reader.Refuse("ConnectionString", fault);
        return address;
    }

    static List<X509Certificate2> ReadKeyCertificates(SettingsReader reader)
    {
        var password = reader.Secret("KeyCertificatePassword");
        var certificates = new List<X509Certificate2>();
        foreach (var file in (reader.Text("KeyCertificate") ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
                certificates.Add(certificate);
                using var key = certificate.GetRSAPrivateKey();
                if (key is null)
                    reader.Refuse("KeyCertificate",
                        $"names \"{file}\", which holds no RSA private key: the keys could not be read back.");
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                reader.Refuse("KeyCertificate", $"names \"{file}\", which cannot be read as a PFX file: check the "
                    + $"file, and Store:KeyCertificatePassword.");
            }
        }
        return certificates;
    }

    // Where programs before this one kept them that were begun in this folder: what waits there must not be forgotten.
    static string? LeftBehind(StoreSettings settings) =>
        Path.GetFullPath("var") is var other && other != settings.Folder
            && File.Exists(Path.Combine(other, Path.GetFileName(settings.DatabaseFile))) ? other : null;
}
