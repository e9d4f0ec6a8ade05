using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Development;

[Trait("Pace", "Long")]
public sealed class ConsoleTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("console-");

    [Fact]
    public async Task In_Development_it_says_in_words_where_the_site_its_mail_and_the_clinics_side_are()
    {
        await using var site = await SiteProcess.Start("Development", "http", new Dictionary<string, string> { ["Store:Folder"] = folder.FullName });

        var said = await site.Logged("The site is at");

        Assert.EndsWith($"The site is at http://127.0.0.1:{site.Address.Port}, its mail at http://127.0.0.1:{site.Address.Port}/dev/mail, "
            + $"the clinic's side at http://127.0.0.1:{site.Address.Port}/staff", said, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log, line => line.StartsWith('{'));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
