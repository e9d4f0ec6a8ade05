using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Articles;

public sealed class LastGoodVersionTests : IDisposable
{
    readonly ContentCopy content = new();

    [Fact]
    public void A_text_that_breaks_stays_up_as_it_was_until_it_is_mended()
    {
        Assert.Contains("Good words", Shown(content.Read("Good words.")), StringComparison.Ordinal);

        var broken = content.Read("Bad [link](javascript:x).");
        Assert.Contains("Good words", Shown(broken), StringComparison.Ordinal);
        Assert.Equal(ContentCopy.Sample, Assert.Single(broken.Problems).File);

        var mended = content.Read("Better words.");
        Assert.Contains("Better words", Shown(mended), StringComparison.Ordinal);
        Assert.Empty(mended.Problems);
    }

    [Theory]
    [InlineData("clinic.yaml", "name: [")]
    [InlineData("clinic.yaml", "name: Only a name")]
    [InlineData("clinic.yaml", "name: {")]
    [InlineData("references.yaml", "ketalar-label: no map")]
    [InlineData("glossary.yaml", "- a list")]
    [InlineData("routes.yaml", "no: list")]
    [InlineData("costs.yaml", "currency: USD\nupdated: 2026-01-01\nitems: none")]
    [InlineData("synonyms.yaml", "word: word")]
    public void A_data_file_that_breaks_keeps_its_last_good_values(string file, string broken)
    {
        var good = File.ReadAllText(Path.Combine(content.Folder, file));
        var before = content.Read();

        content.Write(file, broken);
        var after = content.Read();

        Assert.All(after.Problems, problem => Assert.Equal(file, problem.File));
        Assert.NotEmpty(after.Problems);
        Assert.Equal(Shape(before), Shape(after));

        content.Write(file, good);
        Assert.Empty(content.Read().Problems);
    }

    [Fact]
    public void Without_a_clinic_profile_that_ever_was_good_nothing_starts()
    {
        content.Write("clinic.yaml", "name: Only a name");

        Assert.Contains("clinic.yaml(1,", Assert.Throws<InvalidContentException>(() => content.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_removed_is_gone()
    {
        content.Read("Words.");
        File.Delete(Path.Combine(content.Folder, ContentCopy.Sample));

        Assert.Equal("/", Assert.Single(content.Read().All).Key);
    }

    [Fact]
    public void A_source_that_changes_shows_in_a_text_that_did_not()
    {
        content.Read("Words [@dea1999].");
        var references = File.ReadAllText(Path.Combine(content.Folder, "references.yaml"));
        content.Write("references.yaml", references.Replace("authors: \"Drug Enforcement Administration", "authors: \"Newname", StringComparison.Ordinal));

        Assert.StartsWith("Newname", content.Read().All["/articles/sample"].Body.Sources[0].Reference.Authors, StringComparison.Ordinal);
    }

    static object Shape(ContentSnapshot snapshot) =>
        (snapshot.Clinic.Name, snapshot.Clinic.Phone, snapshot.References.Count, snapshot.Glossary.Terms.Count, snapshot.Routes.Count, snapshot.Costs.Items.Count, snapshot.Synonyms.Count);

    static string Shown(ContentSnapshot snapshot) => snapshot.All["/articles/sample"].Body.Html;

    public void Dispose() => content.Dispose();
}
