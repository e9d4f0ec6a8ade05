using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Settings;
using MimeKit;

namespace Clinic.Web.Delivery;

public enum MailTransportKind { MailKit, Pickup }

/// <summary>How much of a request the mail carries.</summary>
public enum MailMode
{
    /// <summary>All answers, readable by whoever handles the mail.</summary>
    Full,
    /// <summary>All answers, for the clinic's certificate only.</summary>
    Sealed,
    /// <summary>Reference and time; staff read the rest with a command.</summary>
    Notice,
}

/// <summary>How requests reach the clinic, as read and proven at start.</summary>
public sealed record MailSettings
{
    const int WeakestRsa = 2048;

    public required MailTransportKind Transport { get; init; }
    public required MailMode Mode { get; init; }
    public required MailServer Server { get; init; }
    public required MailboxAddress From { get; init; }
    public required MailboxAddress To { get; init; }
    public X509Certificate2? Certificate { get; init; }
    public SealPadding SealPadding { get; init; }
    public required string PickupFolder { get; init; }

    /// <summary>Whether the clinic is told each day that the website lives.</summary>
    public bool Heartbeat { get; init; }

    public static MailSettings Read(IConfiguration configuration, bool isDevelopment, string storeFolder,
        DateTimeOffset now)
    {
        var reader = new SettingsReader(configuration, "Mail");
        var transport = reader.Choice("Transport", isDevelopment && reader.Text("Host") is null
            ? MailTransportKind.Pickup : MailTransportKind.MailKit);
        if (transport == MailTransportKind.Pickup && !isDevelopment)
            reader.Refuse("Transport", "is Pickup, which only writes files: choose MailKit outside Development.");
        if (reader.Text("Mode") is null && !isDevelopment)
            reader.Refuse("Mode",
                "is missing: choose Sealed (only the clinic's certificate opens the mail), Notice (the mail says nothing) or Full "
                + "(the mail shows all answers).");

        var mode = reader.Choice("Mode", MailMode.Full);
        var sends = transport switch
        {
            MailTransportKind.MailKit => true,
            MailTransportKind.Pickup => false,
        };
        var host = sends ? reader.Required("Host", "name the mail server, such as smtp.example.org.") : "";

        var settings = new MailSettings
        {
            Transport = transport,
            Mode = mode,
            Server = MailServer.Read(reader, "", host),
            From = Address(reader, "From", sends, "website@clinic.example"),
            To = Address(reader, "To", sends, "requests@clinic.example"),
            Certificate = ReadCertificate(reader, mode, now),
            SealPadding = reader.Choice("SealPadding", SealPadding.Oaep),
            IsProduction = !isDevelopment,
            Heartbeat = reader.Switch("Heartbeat", !isDevelopment),
            PickupFolder = reader.Text("PickupFolder") ?? Path.Combine(storeFolder, "mail"),
        };
        reader.ThrowIfWrong();
        return settings;
    }

    public bool IsProduction { get; init; }

    /// <summary>Where the clinic's side is found; the public address unless it was given one of its own.</summary>
    public Uri? StaffUrl { get; init; }

    public SealingSettings Sealing => new(Certificate)
    {
        MailPadding = Mode == MailMode.Sealed ? SealPadding : null,
        Host = StaffUrl?.Authority ?? "",
        IsProduction = IsProduction,
        // In Development this is only what is set when nothing is, and such mails say what a notice says.
        IsMailInTheClear = Mode == MailMode.Full && IsProduction,
    };

    /// <summary>True when requests are sealed for a certificate that no longer counts: they wait, kept.</summary>
    public bool IsSealExpired(DateTimeOffset now) => Mode == MailMode.Sealed && CertificateEnd <= now;

    public DateTimeOffset? CertificateEnd =>
        Certificate is { } certificate ? new DateTimeOffset(certificate.NotAfter) : null;

    public override string ToString() => $"{Transport}, {Mode}, " + Transport switch
    {
        MailTransportKind.MailKit => Server.ToString(),
        MailTransportKind.Pickup => PickupFolder,
    };

    internal static MailboxAddress Address(SettingsReader reader, string key, bool isNeeded, string whenAbsent)
    {
        var text = isNeeded ? reader.Required(key, $"give one e-mail address, such as {whenAbsent}.")
            : reader.Text(key) ?? whenAbsent;
        if (MailboxAddress.TryParse(text, out var address) && text.Count(c => c == '@') == 1
            && !text.Any(char.IsControl)
            && address.Domain.Contains('.', StringComparison.Ordinal)) return address;
        if (text.Length > 0) reader.Refuse(key, $"is \"{text}\": it must be one e-mail address, such as {whenAbsent}.");
        return new("", whenAbsent);
    }

    static X509Certificate2? ReadCertificate(SettingsReader reader, MailMode mode, DateTimeOffset now)
    {
        if (reader.Text("Certificate") is not { } file)
        {
            if (mode == MailMode.Sealed)
                reader.Refuse("Certificate",
                    "is missing: Mail:Mode Sealed needs the clinic's certificate (PEM or CER file, public key).");
            return null;
        }
        if (mode == MailMode.Full)
            reader.Refuse("Certificate",
                "is set while Mail:Mode is Full: this server cannot mail in the clear what it seals for the clinic; choose "
                + "Sealed or Notice.");
        try
        {
            var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var key = certificate.GetRSAPublicKey();
            if (key is null || key.KeySize < WeakestRsa)
                reader.Refuse("Certificate",
                    $"names a certificate that is too weak: it needs an RSA key of at least {WeakestRsa} bits.");
            if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
                && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment))
                reader.Refuse("Certificate",
                    "names a certificate that is not made for encryption: ask the clinic for one whose key usage has key "
                    + "encipherment.");
            if (certificate.NotAfter < now.LocalDateTime)
                reader.Refuse("Certificate",
                    $"names a certificate that expired on {certificate.NotAfter:yyyy-MM-dd}: ask the clinic for a new one.");
            if (certificate.NotBefore > now.LocalDateTime)
                reader.Refuse("Certificate",
                    $"names a certificate that is not valid before {certificate.NotBefore:yyyy-MM-dd}.");
            // The loader reads the certificate and passes over a key beside it.
            if (File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal))
                reader.Refuse("Certificate",
                    "names a file with a private key, which must never be on this server: give the public certificate "
                    + "only.");
            return certificate;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            reader.Refuse("Certificate", $"names \"{file}\", which cannot be read as a certificate (PEM or CER).");
            return null;
        }
    }
}
