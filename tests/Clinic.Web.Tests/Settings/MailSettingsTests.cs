using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Settings;

public sealed class MailSettingsTests : IDisposable
{
    static readonly DateTimeOffset Today = new(2026, 10, 21, 12, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, string?> Good = new(StringComparer.Ordinal)
    {
        ["Mail:Mode"] = "Notice",
        ["Mail:Host"] = "smtp.clinic.example",
        ["Mail:From"] = "website@clinic.example",
        ["Mail:To"] = "desk@clinic.example",
    };

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("certificates-");

    [Fact]
    public void Good_settings_are_taken_as_they_are()
    {
        var settings = Read(("Mail:Port", "2525"), ("Mail:User", "website"), ("Mail:Password", "secret"));

        Assert.Equal((MailTransportKind.MailKit, MailMode.Notice), (settings.Transport, settings.Mode));
        Assert.Equal(new("smtp.clinic.example", 2525, MailSecurity.StartTls, "website", "secret"), settings.Server);
        Assert.Equal(("website@clinic.example", "desk@clinic.example"), (settings.From.Address, settings.To.Address));
    }

    [Fact]
    public void Settings_never_print_the_password() =>
        Assert.DoesNotContain("secret", Read(("Mail:User", "website"), ("Mail:Password", "secret")).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail:Mode", null, "The setting Mail:Mode is missing: choose Sealed (only the clinic's certificate opens the mail), Notice (the mail says nothing) or Full (the mail shows all answers).")]
    [InlineData("Mail:Mode", "Loud", "The setting Mail:Mode is \"Loud\": it must be one of Full, Sealed, Notice.")]
    [InlineData("Mail:Mode", "1", "The setting Mail:Mode is \"1\": it must be one of Full, Sealed, Notice.")]
    [InlineData("Mail:Mode", "Sealed", "The setting Mail:Certificate is missing: Mail:Mode Sealed needs the clinic's certificate (PEM or CER file, public key).")]
    [InlineData("Mail:Transport", "Pigeon", "The setting Mail:Transport is \"Pigeon\": it must be one of MailKit, Pickup.")]
    [InlineData("Mail:Transport", "Pickup", "The setting Mail:Transport is Pickup, which only writes files: choose MailKit outside Development.")]
    [InlineData("Mail:Host", null, "The setting Mail:Host is missing: name the mail server, such as smtp.example.org.")]
    [InlineData("Mail:Port", "0", "The setting Mail:Port is \"0\": it must be a whole number from 1 to 65535.")]
    [InlineData("Mail:Port", "65536", "The setting Mail:Port is \"65536\": it must be a whole number from 1 to 65535.")]
    [InlineData("Mail:Port", "smtp", "The setting Mail:Port is \"smtp\": it must be a whole number from 1 to 65535.")]
    [InlineData("Mail:Security", "Some", "The setting Mail:Security is \"Some\": it must be one of StartTls, Tls, None.")]
    [InlineData("Mail:Security", "None", "The setting Mail:Security is None, which is allowed only for a mail server on this machine: choose StartTls or Tls.")]
    [InlineData("Mail:User", "website", "The setting Mail:Password is missing: a user name and a password go together.")]
    [InlineData("Mail:Password", "secret", "The setting Mail:User is missing: a user name and a password go together.")]
    [InlineData("Mail:PasswordFile", "/no/such/file", "The setting Mail:PasswordFile names \"/no/such/file\", which cannot be read.")]
    [InlineData("Mail:From", null, "The setting Mail:From is missing: give one e-mail address, such as website@clinic.example.")]
    [InlineData("Mail:From", "website", "The setting Mail:From is \"website\": it must be one e-mail address, such as website@clinic.example.")]
    [InlineData("Mail:To", null, "The setting Mail:To is missing: give one e-mail address, such as requests@clinic.example.")]
    [InlineData("Mail:To", "a@clinic.example, b@clinic.example", "The setting Mail:To is \"a@clinic.example, b@clinic.example\": it must be one e-mail address, such as requests@clinic.example.")]
    [InlineData("Mail:To", "a@localhost", "The setting Mail:To is \"a@localhost\": it must be one e-mail address, such as requests@clinic.example.")]
    [InlineData("Mail:Certificate", "/no/such/file", "The setting Mail:Certificate names \"/no/such/file\", which cannot be read as a certificate (PEM or CER).")]
    public void A_wrong_setting_is_one_sentence_that_names_it(string key, string? value, string sentence) => Assert.Equal([sentence], SentencesOf((key, value)));

    [Fact]
    public void Every_wrong_setting_is_named_at_once() =>
        Assert.Equal(["Mail:Mode", "Mail:Host", "Mail:From", "Mail:To"], Sentences.Of(() => MailSettings.Read(Sentences.Configuration(), isDevelopment: false, folder.FullName, Today)).Select(sentence => sentence.Split(' ')[2]));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_mail_server_on_this_machine_needs_no_TLS(string host) => Assert.Empty(SentencesOf(("Mail:Host", host), ("Mail:Security", "None")));

    [Fact]
    public void Development_needs_no_setting_and_writes_files()
    {
        var settings = MailSettings.Read(Sentences.Configuration(), isDevelopment: true, folder.FullName, Today);

        Assert.Equal((MailTransportKind.Pickup, MailMode.Full, Path.Combine(folder.FullName, "mail")), (settings.Transport, settings.Mode, settings.PickupFolder));
    }

    [Fact]
    public void A_password_may_come_from_a_file()
    {
        var file = Path.Combine(folder.FullName, "password");
        File.WriteAllText(file, "from a file\n");

        Assert.Equal("from a file", Read(("Mail:User", "website"), ("Mail:PasswordFile", file)).Server.Password);
    }

    [Fact]
    public void A_good_certificate_is_read_from_PEM_and_from_CER()
    {
        using var certificate = Certificate();

        Assert.Equal(certificate.Thumbprint, Read(("Mail:Mode", "Sealed"), ("Mail:Certificate", Pem(certificate))).Certificate!.Thumbprint);
        Assert.Equal(certificate.Thumbprint, Read(("Mail:Mode", "Sealed"), ("Mail:Certificate", Saved("a.cer", certificate.RawData))).Certificate!.Thumbprint);
    }

    [Fact]
    public void A_weak_certificate_is_refused()
    {
        using var certificate = Certificate(bits: 1024);

        Assert.Equal(["The setting Mail:Certificate names a certificate that is too weak: it needs an RSA key of at least 2048 bits."], SentencesOf(("Mail:Certificate", Pem(certificate))));
    }

    [Fact]
    public void An_expired_certificate_is_refused()
    {
        using var certificate = Certificate(from: -20, to: -10);

        Assert.Equal(["The setting Mail:Certificate names a certificate that expired on 2026-10-11: ask the clinic for a new one."], SentencesOf(("Mail:Certificate", Pem(certificate))));
    }

    [Fact]
    public void A_certificate_of_tomorrow_is_refused()
    {
        using var certificate = Certificate(from: 2, to: 10);

        Assert.Equal(["The setting Mail:Certificate names a certificate that is not valid before 2026-10-23."], SentencesOf(("Mail:Certificate", Pem(certificate))));
    }

    [Fact]
    public void A_certificate_with_its_private_key_is_refused()
    {
        using var certificate = Certificate();
        using var key = certificate.GetRSAPrivateKey()!;
        var both = Saved("both.pem", System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()));

        Assert.Equal(["The setting Mail:Certificate names a file with a private key, which must never be on this server: give the public certificate only."], SentencesOf(("Mail:Certificate", both)));
    }

    [Fact]
    public void A_certificate_that_would_not_be_used_is_refused()
    {
        using var certificate = Certificate();

        Assert.StartsWith("The setting Mail:Certificate is set while Mail:Mode is Full", Assert.Single(SentencesOf(("Mail:Mode", "Full"), ("Mail:Certificate", Pem(certificate)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_only_signs_is_one_sentence()
    {
        using var key = RSA.Create(2048);
        var asked = new CertificateRequest("CN=clinic", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        asked.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var certificate = asked.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(1));

        Assert.Equal(["The setting Mail:Certificate names a certificate that is not made for encryption: ask the clinic for one whose key usage has key encipherment."], SentencesOf(("Mail:Certificate", Pem(certificate))));
    }

    public void Dispose() => folder.Delete(recursive: true);

    MailSettings Read(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Good, StringComparer.Ordinal);
        foreach (var (key, value) in changes) settings[key] = value;
        return MailSettings.Read(Sentences.Configuration(settings.Select(setting => (setting.Key, setting.Value))), isDevelopment: false, folder.FullName, Today);
    }

    IReadOnlyList<string> SentencesOf(params (string Key, string? Value)[] changes) => Sentences.Of(() => Read(changes));

    string Pem(X509Certificate2 certificate) => Saved("a.pem", System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));

    string Saved(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);
        return Path.Combine(folder.FullName, name);
    }

    static X509Certificate2 Certificate(int bits = 2048, int from = -10, int to = 10)
    {
#pragma warning disable CA5385 // A weak key is what one test is about.
        using var key = RSA.Create(bits);
#pragma warning restore CA5385
        return new CertificateRequest("CN=clinic", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Today.AddDays(from), Today.AddDays(to));
    }
}
