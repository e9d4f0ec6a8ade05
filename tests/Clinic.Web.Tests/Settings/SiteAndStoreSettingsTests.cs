using System.Runtime.Versioning;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Site;

namespace Clinic.Web.Tests.Settings;

public sealed class SiteAndStoreSettingsTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("settings-");

    [Theory]
    [InlineData(null, "The setting Site:PublicUrl is missing: give the site's public address, such as https://clinic.example.")]
    [InlineData("clinic.example", "The setting Site:PublicUrl is \"clinic.example\": it must be an address such as https://clinic.example, without a path.")]
    [InlineData("https://clinic.example/site", "The setting Site:PublicUrl is \"https://clinic.example/site\": it must be an address such as https://clinic.example, without a path.")]
    [InlineData("ftp://clinic.example", "The setting Site:PublicUrl is \"ftp://clinic.example\": it must be an address such as https://clinic.example, without a path.")]
    [InlineData("http://clinic.example", "The setting Site:PublicUrl begins with http://: patients' answers need https://.")]
    public void A_wrong_public_address_is_one_sentence(string? url, string sentence) => Assert.Equal([sentence], SentencesOfSite(("Site:PublicUrl", url)));

    [Theory]
    [InlineData("https://clinic.example")]
    [InlineData("https://clinic.example/")]
    [InlineData("http://localhost:5080")]
    public void A_good_public_address_is_taken(string url) => Assert.Empty(SentencesOfSite(("Site:PublicUrl", url)));

    [Theory]
    [InlineData("desk.clinic.example", "The setting Staff:PublicUrl is \"desk.clinic.example\": it must be an address such as https://desk.clinic.example, without a path.")]
    [InlineData("http://desk.clinic.example", "The setting Staff:PublicUrl begins with http://: patients' answers need https://.")]
    [InlineData("http://localhost:5082", "The setting Staff:PublicUrl begins with http:// and Site:PublicUrl with https://: give both the same.")]
    public void A_wrong_address_of_the_clinics_side_is_one_sentence(string url, string sentence) =>
        Assert.Equal([sentence], SentencesOfSite(("Site:PublicUrl", "https://clinic.example"), ("Staff:PublicUrl", url)).Take(1));

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.0.0.0/24, 2001:db8::7")]
    [InlineData("none")]
    public void Good_proxies_are_taken(string proxies) => Assert.Empty(SentencesOfSite(("Site:PublicUrl", "https://clinic.example"), ("Site:Proxies", proxies)));

    [Theory]
    [InlineData("nginx", "nginx")]
    [InlineData("10.0.0.0/33", "10.0.0.0/33")]
    [InlineData("10.0.0.5,", "")]
    [InlineData("10.0.0.5, *", "*")]
    public void A_wrong_proxy_is_one_sentence(string proxies, string wrong) =>
        Assert.Equal([$"The setting Site:Proxies names \"{wrong}\": it must be IP addresses or networks such as 10.0.0.5 or 10.0.0.0/24, or \"none\"."], SentencesOfSite(("Site:PublicUrl", "https://clinic.example"), ("Site:Proxies", proxies)));

    [Fact]
    public void The_framework_switch_that_believes_everybody_is_refused() =>
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED", Assert.Single(SentencesOfSite(("Site:PublicUrl", "https://clinic.example"), ("FORWARDEDHEADERS_ENABLED", "true"))), StringComparison.Ordinal);

    [Fact]
    public void A_content_folder_without_a_clinic_is_one_sentence() =>
        Assert.Equal([$"The setting Site:ContentFolder is \"{folder.FullName}\", which holds no clinic.yaml."], SentencesOfSite(("Site:PublicUrl", "https://clinic.example"), ("Site:ContentFolder", folder.FullName)));

    [Fact]
    public void An_unknown_store_is_one_sentence() =>
        Assert.Equal(["Store:Provider"], Sentences.Of(() => Store(("Store:Provider", "Paper"), ("Store:Folder", folder.FullName))).Select(sentence => sentence.Split(' ')[2]));

    [Fact]
    public void A_store_folder_that_cannot_be_made_is_one_sentence()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        var below = Path.Combine(file, "store");

        Assert.Equal([$"The setting Store:Folder is \"{below}\", where this program may not write: choose a folder that it owns."], Sentences.Of(() => Store(("Store:Folder", below))));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_store_folder_is_for_its_owner_only()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        const UnixFileMode All = (UnixFileMode)0b111_111_111;
        foreach (var isThere in new[] { false, true })
        {
            var settings = Store(("Store:Folder", Path.Combine(folder.FullName, $"store-{isThere}")));
            if (isThere) Directory.CreateDirectory(settings.Folder, All);
            using var database = new SqliteDatabase(settings);
            await database.Upgrade(default);

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(settings.Folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(settings.DatabaseFile));
        }
    }

    [Fact]
    public void To_read_the_settings_makes_nothing()
    {
        Store(("Store:Folder", Path.Combine(folder.FullName, "below", "store")));

        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    public void Dispose() => folder.Delete(recursive: true);

    StoreSettings Store(params (string, string?)[] settings) => StoreSettings.Read(Sentences.Configuration(settings), folder.FullName);

    IReadOnlyList<string> SentencesOfSite(params (string, string?)[] settings) =>
        Sentences.Of(() => SiteSettings.Read(Sentences.Configuration(settings), new Sentences.Surroundings("Production", folder.FullName)));
}
