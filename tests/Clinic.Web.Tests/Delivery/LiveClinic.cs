using System.Net;
using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The tests here start the real program; one class at a time is enough for a small machine.</summary>
[CollectionDefinition(nameof(LiveClinic))]
public sealed class LiveClinicCollection : ICollectionFixture<TestCertificates>;

/// <summary>The program in Production over HTTPS, with its own store folder, set up to mail through a server over STARTTLS with a log-in.</summary>
public sealed class LiveClinic(TestCertificates certificates, MailMode mode, int mailPort) : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-live-");
    SiteProcess? site;

    public string StoreFolder => Path.Combine(folder.FullName, "store");

    public SiteProcess Site => site ?? throw new InvalidOperationException("The site was not started.");

    public static async Task<LiveClinic> Start(TestCertificates certificates, MailMode mode, SmtpServer server)
    {
        var clinic = new LiveClinic(certificates, mode, server.Port);
        await clinic.Start();
        return clinic;
    }

    public async Task Start()
    {
        var settings = new Dictionary<string, string>
        {
            // Trusted beside nothing else, as an operator would trust a private authority.
            ["SSL_CERT_FILE"] = certificates.AuthorityFile,
            ["SSL_CERT_DIR"] = folder.FullName,
            ["Kestrel:Certificates:Default:Path"] = certificates.Localhost.Certificate,
            ["Kestrel:Certificates:Default:KeyPath"] = certificates.Localhost.Key,
            ["Site:PublicUrl"] = "https://localhost",
            ["Store:Folder"] = StoreFolder,
            ["Mail:Mode"] = mode.ToString(),
            ["Mail:Host"] = "localhost",
            ["Mail:Port"] = $"{mailPort}",
            ["Mail:Security"] = "StartTls",
            ["Mail:User"] = SmtpServer.User,
            ["Mail:Password"] = SmtpServer.Password,
            ["Mail:From"] = "website@clinic.example",
            ["Mail:To"] = "requests@clinic.example",
            ["Mail:Heartbeat"] = "false",
        };
        if (mode == MailMode.Sealed) settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        if (site is not null) await site.DisposeAsync();
        site = await SiteProcess.Start("Production", "https", settings);
    }

    public Visitor Visitor() => Delivery.Visitor.Of(Site.Address, certificates);

    public async Task<string> Ask(string message = "")
    {
        using var visitor = Visitor();
        await visitor.OpenForm();
        var answer = await visitor.Press(Delivery.Visitor.Answers(message));
        Assert.True(answer == HttpStatusCode.SeeOther, $"The form was answered with {answer}:\n{string.Join('\n', Site.Log)}");
        return await visitor.ReadReference();
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
