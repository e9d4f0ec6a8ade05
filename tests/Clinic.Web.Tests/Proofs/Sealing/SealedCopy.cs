using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Delivery;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Proofs.Sealing;

/// <summary>Somebody has a full copy of a server that seals: its store, its keys, its settings, its mails. What can they read, and what can the clinic?</summary>
public sealed class SealedCopy(DirectoryInfo folder, string openssl, Action<string>? progress = null) : IDisposable
{
    const string Typed = "Quokkaword";

    readonly TestCertificates certificates = new();

    string StoreFolder => Path.Combine(folder.FullName, "store");

    public async Task<Figures> Run(int requests)
    {
        using var reader = await LetAReaderIn();
        await Ask(requests);
        var payloads = Payloads();
        var shut = payloads.Count(payload => !OpensWithWhatTheServerHas(payload));
        using var withKey = X509Certificate2.CreateFromPemFile(certificates.Clinic.Certificate, certificates.Clinic.Key);
        var byProgram = payloads.Select(payload => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), withKey).Message).ToList();
        var byOpenSsl = new List<string>();
        foreach (var payload in payloads) byOpenSsl.Add(await OpenedByOpenSsl(payload, "-recip", certificates.Clinic.Certificate, "-inkey", certificates.Clinic.Key));
        var byReader = payloads.Select(payload => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), reader.Ann.Private).Message);
        var recovery = reader.Recovery.WritePem(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"recovery-{Guid.NewGuid():N}")));
        var byRecovery = new List<string>();
        foreach (var payload in payloads) byRecovery.Add(MessageIn(await OpenedByOpenSsl(payload, "-inkey", recovery)));
        Directory.Delete(Path.GetDirectoryName(recovery)!, recursive: true);

        var figures = new Figures("A copy of a server that seals");
        figures.Exactly("requests kept", payloads.Count, requests);
        figures.Exactly("shut for whoever has the copy", shut, requests);
        figures.AtMost("files in which a word that was typed is found, in any encoding", FilesWithATrace(), 0);
        figures.Exactly("opened with the clinic's private key", Words(requests).Intersect(byProgram, StringComparer.Ordinal).Count(), requests);
        figures.Exactly("opened with it by openssl", Words(requests).Intersect(byOpenSsl.Select(MessageIn), StringComparer.Ordinal).Count(), requests);
        figures.Exactly("opened with a reader's key", Words(requests).Intersect(byReader, StringComparer.Ordinal).Count(), requests);
        figures.Exactly("opened with the recovery key by openssl", Words(requests).Intersect(byRecovery, StringComparer.Ordinal).Count(), requests);
        return figures;
    }

    // Another program on the same store, as an owner's browser would have it done.
    async Task<FirstReader> LetAReaderIn()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificates.Clinic.Certificate);
        var all = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddConsultations(new(StoreProvider.Sqlite, StoreFolder),
            ConsentWordings.Load(Repository.Path("content/consent")), NoLimits.Settings, new SealingSettings(certificate) { Host = "localhost:5080" });
        await using var program = all.BuildServiceProvider();
        await program.OpenConsultations(needsKeys: true);
        return await FirstReader.At(program);
    }

    public void Dispose() => certificates.Dispose();

    static IEnumerable<string> Words(int requests) => Enumerable.Range(0, requests).Select(number => string.Create(CultureInfo.InvariantCulture, $"{Typed} {number:00000}"));

    async Task Ask(int requests)
    {
        await using var site = await SiteProcess.Start("Development", "http", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Store:Folder"] = StoreFolder,
            ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
            ["Mail:Mode"] = "Sealed",
            ["Mail:Certificate"] = certificates.Clinic.Certificate,
            ["Log:File"] = Path.Combine(folder.FullName, "log.json"),
            ["Limits:PostsPerAddress"] = "1000000",
            ["Limits:KeptPerAddress"] = "1000000",
            ["Limits:KeptInAll"] = "1000000",
        });
        foreach (var word in Words(requests))
        {
            using var visitor = new Visitor(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), site.Address);
            await visitor.OpenForm();
            var answer = await visitor.Press(Visitor.Answers(word));
            if (answer != HttpStatusCode.SeeOther) throw new InvalidOperationException($"A request was answered with {answer}.");
            if (word.EndsWith("00", StringComparison.Ordinal)) progress?.Invoke($"{word[^5..]} requests sent");
        }
        await site.Terminate();
    }

    List<byte[]> Payloads()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(StoreFolder, "requests.db")};Mode=ReadOnly;Pooling=False");
        return [.. database.Query<byte[]>("SELECT payload FROM request")];
    }

    // The copy holds the certificate and the server's own keys, and no private key of the clinic's.
    bool OpensWithWhatTheServerHas(byte[] payload)
    {
        using var publicOnly = X509CertificateLoader.LoadCertificateFromFile(certificates.Clinic.Certificate);
        try
        {
            return EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), publicOnly).Message.Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    int FilesWithATrace()
    {
        var traces = new Traces(Typed);
        return Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Count(file => traces.In(File.ReadAllBytes(file)).Any());
    }

    async Task<string> OpenedByOpenSsl(byte[] payload, params string[] keys)
    {
        using var opening = Process.Start(new ProcessStartInfo(openssl, ["cms", "-decrypt", "-inform", "DER", .. keys]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await opening.StandardInput.BaseStream.WriteAsync(payload);
        opening.StandardInput.Close();
        var document = await opening.StandardOutput.ReadToEndAsync();
        await opening.WaitForExitAsync();
        return opening.ExitCode == 0 ? document.ReplaceLineEndings("\n") : "";
    }

    static string MessageIn(string document) =>
        document.IndexOf(Typed, StringComparison.Ordinal) is >= 0 and var at ? document.Substring(at, Typed.Length + 6) : "";
}
