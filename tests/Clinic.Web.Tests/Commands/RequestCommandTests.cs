using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Clinic.Web.Commands;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Delivery;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Commands;

[Trait("Pace", "Long")]
public sealed class RequestCommandTests : IDisposable
{
    readonly AskingSite site = new AskingSite().WithAQuietLog();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("requests-");

    [Fact]
    public async Task List_and_show_tell_people_and_programs()
    {
        var reference = await Send(("FullName", "Łukasz Quokka"), ("Message", "First line\nSecond line"));

        var list = await Run("list", "--json");
        using var listed = JsonDocument.Parse(list.Output);
        Assert.Equal(reference, listed.RootElement[0].GetProperty("reference").GetString());
        Assert.DoesNotContain("Quokka", list.Output + (await Run("list")).Output, StringComparison.Ordinal);

        Assert.Contains("Name: Łukasz Quokka", (await Run("show", reference)).Output, StringComparison.Ordinal);
        var (code, output, _) = await Run("show", reference.ToLowerInvariant(), "--json");
        using var shown = JsonDocument.Parse(output);
        Assert.Equal((0, "Łukasz Quokka"), (code, shown.RootElement.GetProperty("FullName").GetString()));
        Assert.Equal(2, await Count(AuditEvent.Read, reference));

        var unknown = await Run("show", "KC-22222-22222");
        Assert.Equal((1, ""), (unknown.Code, unknown.Output));
    }

    [Fact]
    public async Task Erase_wants_to_be_sure_and_leaves_no_word()
    {
        var reference = await Send(("FullName", "Quokka"));

        Assert.Equal(2, (await Run("erase", reference)).Code);
        Assert.Equal(0, (await Run("show", reference)).Code);
        Assert.Equal(0, (await Run("erase", reference, "--yes")).Code);
        Assert.Equal(1, (await Run("show", reference)).Code);
        Assert.Equal(1, (await Run("erase", "KC-22222-22222", "--yes")).Code);
        Assert.Equal(1, await Count(AuditEvent.Erased, reference));
        Assert.Equal([1L], site.Rows<long>($"SELECT COUNT(*) FROM request WHERE reference = '{reference}' AND payload IS NULL"));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =HYPERLINK(\"https://x.example\")")]
    public async Task In_an_exported_table_no_cell_is_a_formula(string message)
    {
        var reference = await Send(("FullName", "Łukasz Żółć"), ("Message", message));
        var file = Path.Combine(folder.FullName, "all.csv");

        var (code, output, _) = await Run("export", file);

        Assert.Equal(0, code);
        Assert.Contains("1 request is", output, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(file);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains($"\"{reference}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Łukasz Żółć\"", text, StringComparison.Ordinal);
        Assert.Contains("\"'" + message.Trim()[..1], text.Replace("\"'  ", "\"'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|,)\"\\s*[=+@-]", text);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        Assert.Equal(2, (await Run("export", file)).Code);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task An_export_for_programs_holds_all_with_their_consents()
    {
        var first = await Send(("Message", "one"));
        var second = await Send(("Message", "two"));
        await Run("erase", second, "--yes");
        var file = Path.Combine(folder.FullName, "all.json");

        Assert.Equal(0, (await Run("export", file, "--format", "json")).Code);

        using var all = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        var requests = all.RootElement.EnumerateArray().ToDictionary(request => request.GetProperty("reference").GetString()!, StringComparer.Ordinal);
        Assert.Equal("one", requests[first].GetProperty("request").GetProperty("Message").GetString());
        Assert.True(requests[second].GetProperty("erased").GetBoolean());
        Assert.Equal(JsonValueKind.Null, requests[second].GetProperty("request").ValueKind);
        Assert.All(requests.Values, request => Assert.NotEqual(0, request.GetProperty("consents").GetArrayLength()));
        Assert.Equal(1, await Count(AuditEvent.Exported, null));
    }

    [Fact]
    public async Task Sealed_requests_need_the_clinics_key()
    {
        using var certificates = new TestCertificates();
        site.Settings["Mail:Mode"] = "Sealed";
        site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        var reference = await Send(("FullName", "Quokka"));
        var (right, wrong) = (Pfx(certificates.Clinic, "right.pfx"), Pfx(certificates.Stranger, "wrong.pfx"));
        var file = Path.Combine(folder.FullName, "all.csv");

        Assert.Equal(2, (await Run("show", reference)).Code);
        Assert.Equal(2, (await Run("show", reference, "--key", wrong)).Code);
        Assert.Contains("Name: Quokka", (await Run("show", reference, "--key", right)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("export", file)).Code);
        Assert.Equal(2, (await Run("export", file, "--key", Path.Combine(folder.FullName, "none.pfx"))).Code);
        Assert.False(File.Exists(file));
        Assert.Equal(0, (await Run("export", file, "--key", right)).Code);
        Assert.Contains("Quokka", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(1, (await Run("export", Path.Combine(folder.FullName, "shut.csv"), "--key", wrong)).Code);
    }

    [Fact]
    public async Task With_a_reader_the_recovery_file_and_its_password_read_all()
    {
        using var first = await FirstReader.At(site.Services);
        var reference = await Send(("FullName", "Quokka"));
        var recovery = Path.Combine(folder.FullName, "recovery.pem");
        await File.WriteAllTextAsync(recovery, first.Recovery.Private.ExportEncryptedPkcs8PrivateKeyPem("eight-drawn-words",
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000)));

        Assert.Equal(2, (await Run("show", reference)).Code);
        Assert.Equal(2, (await Run("show", reference, "--key", recovery)).Code);
        Environment.SetEnvironmentVariable("CLINIC_KEY_PASSWORD", "eight-drawn-words");
        try
        {
            Assert.Contains("Name: Quokka", (await Run("show", reference, "--key", recovery)).Output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CLINIC_KEY_PASSWORD", null);
        }
    }

    [Fact]
    public async Task What_older_versions_kept_in_the_certificates_own_envelope_is_still_read()
    {
        using var certificates = new TestCertificates();
        site.Settings["Mail:Mode"] = "Sealed";
        site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        var reference = await Send(("FullName", "Quokka"));
        await site.Mails();
        using (var database = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False"))
        {
            Assert.Equal(1, database.Execute("""
                UPDATE request SET seal = (SELECT seal FROM outbox WHERE kind = 'Request'), payload = (SELECT payload FROM outbox WHERE kind = 'Request')
                """));
            Assert.Equal(1, database.Execute("UPDATE outbox SET seal = NULL, payload = NULL WHERE kind = 'Request'"));
        }

        Assert.Contains("Name: Quokka", (await Run("show", reference, "--key", Pfx(certificates.Clinic, "right.pfx"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("resend", reference)).Code);
        await Eventually.Holds(async () => (await site.Mails()).Count(mail => mail.Contains("smime.p7m", StringComparison.Ordinal)) == 2, SentMails.Patience, "it is mailed again");
    }

    public void Dispose()
    {
        site.Dispose();
        folder.Delete(recursive: true);
    }

    string Pfx(TestCertificates.Pair pair, string name)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(pair.Certificate, pair.Key);
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        return file;
    }

    async Task<string> Send(params (string Field, string Value)[] answers)
    {
        using var form = await FormBrowser.At(site);
        return await form.SendAndFollow(answers);
    }

    async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(["requests", .. arguments], site.CommandContext, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    async Task<int> Count(AuditEvent what, string? about)
    {
        var count = 0;
        await foreach (var entry in site.Store.Audit.Entries(CancellationToken.None))
            if (entry.What == what && entry.About == about && entry.Who == Environment.UserName) count++;
        return count;
    }
}
