using System.Security.Cryptography;
using System.Text;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Settings;

public sealed class ConsentWordingTests : IDisposable
{
    readonly ContentCopy content = new();

    [Fact]
    public void The_published_wordings_are_read_with_the_hash_of_their_words()
    {
        var wording = ConsentWordings.Load(Folder).Current(ConsentPurpose.Contact);

        Assert.Equal("v1", wording.Version);
        Assert.StartsWith("Please contact me about this request", wording.Text, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wording.Text))), wording.Sha256);
    }

    [Fact]
    public void A_new_wording_is_a_new_file_and_the_newest_number_counts()
    {
        Publish("v2", "Words of two.");
        Publish("v10", "Words of ten.");

        Assert.Equal(("v10", "Words of ten."), (ConsentWordings.Load(Folder).CurrentVersion, ConsentWordings.Load(Folder).Current(ConsentPurpose.Contact).Text));
    }

    [Fact]
    public void An_edited_wording_is_refused()
    {
        File.AppendAllText(Path.Combine(Folder, "v1.md"), " ");

        Assert.Equal(["The consent wording v1.md was edited after it was published: put the old words back and write the new ones in a new file."], Load());
    }

    [Fact]
    public void A_missing_wording_is_refused()
    {
        Publish("v2", "Words.");
        File.Delete(Path.Combine(Folder, "v1.md"));

        Assert.Equal(["The consent wording v1.md was published and is missing: put it back, since kept requests refer to it."], Load());
    }

    [Fact]
    public void An_unlisted_wording_is_refused_with_the_line_to_add()
    {
        content.Write("consent/v2.md", "# Two\n\n## contact\na\n\n## plain-channel\nb\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "v2.md"))));

        Assert.Equal([$"The consent wording v2.md is not listed in consent/SHA256SUMS: when it is final, add the line \"{hash}  v2.md\"."], Load());
    }

    [Fact]
    public void A_wording_without_one_of_its_texts_is_refused()
    {
        var text = "# Two\n\n## contact\nWords.\n";
        content.Write("consent/v2.md", text);
        File.AppendAllText(Path.Combine(Folder, "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}  v2.md\n");

        Assert.Equal(["The consent wording v2.md has no text under the heading \"## plain-channel\"."], Load());
    }

    [Fact]
    public void A_folder_without_wordings_is_refused()
    {
        Directory.Delete(Folder, recursive: true);

        Assert.Equal(["The file consent/SHA256SUMS is missing from the content folder: it holds published wordings to their bytes.", "There is no consent wording: the content folder needs consent/v1.md."], Load());
    }

    [Fact]
    public async Task The_form_shows_the_words_that_are_kept()
    {
        using var site = new ClinicSite();
        var page = await site.Page("/is-ketamine-right-for-me");
        var wordings = ConsentWordings.Load(Folder);

        Assert.Equal(wordings.Current(ConsentPurpose.Contact).Text, page.QuerySelector("label[for=ConsentContact]")!.TextContent);
        Assert.Equal(wordings.Current(ConsentPurpose.PlainChannel).Text, page.QuerySelector("label[for=ConsentPlainChannel]")!.TextContent);
    }

    public void Dispose() => content.Dispose();

    string Folder => Path.Combine(content.Folder, "consent");

    IReadOnlyList<string> Load() => Sentences.Of(() => ConsentWordings.Load(Folder));

    void Publish(string version, string contact)
    {
        var text = $"# Words\n\n## contact\n{contact}\n\n## plain-channel\nWords for mail.\n";
        content.Write($"consent/{version}.md", text);
        File.AppendAllText(Path.Combine(Folder, "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}  {version}.md\n");
    }
}
