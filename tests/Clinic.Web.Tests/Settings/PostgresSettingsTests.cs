using Clinic.Web.Consultations;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Settings;

[Trait("Pace", "Long")]
public sealed class PostgresSettingsTests : IDisposable
{
    const string Good = "Host=localhost;Database=clinic;Username=clinic;Password=Geheim7";

    readonly KeyCertificate certificate = new();

    [Theory]
    [InlineData(null, "is missing: with Postgres it tells where the database is, such as Host=localhost;Database=clinic;Username=clinic;Password=….")]
    [InlineData("Geheim7", "is not a connection string such as Host=localhost;Database=clinic;Username=clinic;Password=….")]
    [InlineData("Host=localhost;Pasword=Geheim7", "is not a connection string such as Host=localhost;Database=clinic;Username=clinic;Password=….")]
    [InlineData("Host=localhost;Port=Geheim7", "is not a connection string such as Host=localhost;Database=clinic;Username=clinic;Password=….")]
    [InlineData("Database=clinic;Password=Geheim7", "names no Host.")]
    [InlineData("Host=localhost;Password=Geheim7", "names no Database.")]
    [InlineData(Good + ";Include Error Detail=true", "has Include Error Detail, which would put rows into error messages: leave it out.")]
    [InlineData("Host=db.clinic.example;Database=clinic;Password=Geheim7", "leads to another machine without proven TLS: add SSL Mode=VerifyFull (and Root Certificate=… for an authority of your own).")]
    [InlineData("Host=localhost,192.0.2.7;Database=clinic;SSL Mode=Require;Password=Geheim7", "leads to another machine without proven TLS: add SSL Mode=VerifyFull (and Root Certificate=… for an authority of your own).")]
    public void A_wrong_connection_string_is_one_sentence_without_its_password(string? text, string fault) =>
        Assert.Equal([$"The setting Store:ConnectionString {fault}"], Of(("Store:ConnectionString", text)));

    [Theory]
    [InlineData(Good)]
    [InlineData("Host=/run/postgresql;Database=clinic")]
    [InlineData("Host=::1;Database=clinic")]
    [InlineData("Host=db.clinic.example;Database=clinic;SSL Mode=VerifyFull")]
    public void A_good_connection_string_is_taken_and_shown_without_its_password(string text)
    {
        Assert.Empty(Of(("Store:ConnectionString", text)));
        Assert.DoesNotContain("Geheim7", Read(("Store:ConnectionString", text)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_may_lie_in_a_file()
    {
        var file = Path.Combine(Path.GetDirectoryName(certificate.File)!, "connection");
        File.WriteAllText(file, Good + "\n");

        Assert.Equal("Postgres, localhost:5432/clinic", Read(("Store:ConnectionStringFile", file)).ToString());
    }

    [Fact]
    public void Keys_beside_what_they_seal_need_a_certificate() =>
        Assert.Equal(["The setting Store:KeyCertificate is missing: with Postgres the keys lie in the database beside what they seal, so they must be encrypted for a certificate (PFX with its private key)."],
            Of(("Store:ConnectionString", Good), ("Store:KeyCertificate", null)));

    [Fact]
    public void A_key_certificate_that_does_not_open_is_one_sentence()
    {
        var sentence = $"The setting Store:KeyCertificate names \"{certificate.File}\", which cannot be read as a PFX file: check the file, and Store:KeyCertificatePassword.";

        Assert.Equal([sentence], Of(("Store:ConnectionString", Good), ("Store:KeyCertificatePassword", "Geheim7")));
        Assert.Equal([sentence.Replace("keys.pfx", "none.pfx", StringComparison.Ordinal)], Of(("Store:ConnectionString", Good), ("Store:KeyCertificate", certificate.File.Replace("keys", "none", StringComparison.Ordinal))));
    }

    [Fact]
    public void Older_key_certificates_follow_the_one_in_use()
    {
        using var older = new KeyCertificate();

        Assert.Equal(2, Read(("Store:ConnectionString", Good), ("Store:KeyCertificate", $"{certificate.File}; {older.File}")).KeyCertificates.Count);
    }

    public void Dispose() => certificate.Dispose();

    IReadOnlyList<string> Of(params (string, string?)[] settings) => Sentences.Of(() => Read(settings));

    StoreSettings Read(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Store:Provider"] = "Postgres", ["Store:KeyCertificate"] = certificate.File, ["Store:KeyCertificatePassword"] = certificate.Password };
        foreach (var (key, value) in settings) all[key] = value;
        return StoreSettings.Read(Sentences.Configuration(all.Select(setting => (setting.Key, setting.Value))), Path.GetTempPath());
    }
}
