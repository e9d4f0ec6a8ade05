using Clinic.Web.Publishing;

namespace Clinic.Web.Tests.Publishing;

/// <summary>What a program brings into the clinic's own content folder, and what it leaves alone there.</summary>
public sealed class UpgradeTests : IDisposable
{
    readonly DirectoryInfo place = Directory.CreateTempSubdirectory("upgrade-");
    readonly ShippedContent content;

    public UpgradeTests()
    {
        content = new(Shipped(), Own());
        foreach (var file in new[] { "clinic.yaml", "articles/one.md", "articles/two.md", "articles/two/hill.svg", "pages/home.md", "consent/v1.md", "consent/SHA256SUMS", "rules/claims.yaml" }) Ship(file, "first");
    }

    [Fact]
    public void A_new_folder_begins_as_a_copy_and_the_next_start_changes_nothing()
    {
        var begun = Start();

        Assert.True(begun.IsBegun);
        Assert.Equal(8, begun.Brought.Count);
        Assert.Equal(Files(Shipped()), Files(Own()));
        Assert.Equal(ContentUpdate.Nothing, Start());
    }

    [Fact]
    public void An_empty_folder_that_was_not_always_empty_is_not_begun_anew()
    {
        Directory.CreateDirectory(Own());

        Assert.Equal(ContentUpdate.Nothing, content.BringUpToDate(mayBegin: () => false));
        Assert.Empty(Files(Own()));
    }

    [Fact]
    public void What_nobody_changed_becomes_new_and_what_staff_changed_added_or_took_out_stays()
    {
        Start();
        Write("clinic.yaml", "ours");
        Write("articles/own.md", "ours");
        Write("articles/news.md", "ours");
        File.Delete(Path.Combine(Own(), "articles/one.md"));
        Ship("clinic.yaml", "second");
        Ship("articles/one.md", "second");
        Ship("articles/two.md", "second");
        Ship("articles/three.md", "second");
        Ship("articles/news.md", "second");
        File.Delete(Path.Combine(Shipped(), "rules/claims.yaml"));

        var update = Start();

        Assert.Equal(["articles/three.md", "articles/two.md"], update.Brought);
        Assert.Equal(["rules/claims.yaml"], update.Removed);
        Assert.Equal(["articles/news.md", "clinic.yaml"], update.Kept);
        Assert.Equal(("ours", "ours", "second", "second", "first"), (Read("clinic.yaml"), Read("articles/own.md"), Read("articles/two.md"), Read("articles/three.md"), Read("pages/home.md")));
        Assert.False(Path.Exists(Path.Combine(Own(), "articles/one.md")) || Path.Exists(Path.Combine(Own(), "rules/claims.yaml")));
    }

    [Fact]
    public void What_both_changed_is_named_until_somebody_has_saved_it_anew()
    {
        Start();
        Write("clinic.yaml", "ours");
        Ship("clinic.yaml", "second");
        Start();
        Assert.Equal(["clinic.yaml"], content.Unsettled());
        Ship("pages/home.md", "third");
        Assert.Empty(Start().Kept);
        Assert.Equal(["clinic.yaml"], content.Unsettled());

        Write("clinic.yaml", "ours and theirs");

        Assert.Empty(content.Unsettled());
        Assert.Equal(ContentUpdate.Nothing, Start());
    }

    [Fact]
    public void What_staff_changed_as_the_new_program_has_it_is_no_matter()
    {
        Start();
        Write("pages/home.md", "second");
        Ship("pages/home.md", "second");

        var update = Start();

        Assert.Equal((0, 0), (update.Kept.Count, update.Brought.Count));
        Ship("pages/home.md", "third");
        Assert.Equal(["pages/home.md"], Start().Brought);
    }

    [Fact]
    public void Words_of_consent_that_the_clinic_has_published_are_not_mixed_with_shipped_ones()
    {
        Start();
        Write("consent/v2.md", "ours");
        Write("consent/SHA256SUMS", "ours");
        Ship("consent/v3.md", "second");
        Ship("consent/SHA256SUMS", "second");

        var update = Start();

        Assert.Empty(update.Brought);
        Assert.Equal(["consent/SHA256SUMS"], update.Kept);
        Assert.False(File.Exists(Path.Combine(Own(), "consent/v3.md")));
    }

    [Fact]
    public void A_folder_made_by_hand_is_taken_as_it_is_and_the_next_upgrade_brings_what_nobody_changed()
    {
        foreach (var file in new[] { "clinic.yaml", "pages/home.md" }) Write(file, "first");
        Write("articles/two.md", "ours");
        Assert.Equal(ContentUpdate.Nothing, Start());
        Assert.Equal(["articles/two.md", "clinic.yaml", "pages/home.md"], Files(Own()).Select(file => file.Name));

        foreach (var file in new[] { "articles/two.md", "pages/home.md", "articles/four.md" }) Ship(file, "second");
        var update = Start();

        Assert.Equal(["articles/four.md", "pages/home.md"], update.Brought);
        Assert.Equal(["articles/two.md"], update.Kept);
    }

    [Fact]
    public void A_beginning_that_was_cut_off_is_gone_on_with()
    {
        Start();
        foreach (var file in new[] { "articles/one.md", "pages/home.md" }) File.Delete(Path.Combine(Own(), file));
        File.WriteAllText(Path.Combine(Own(), ".shipped"), "");

        Assert.Equal(["articles/one.md", "pages/home.md"], Start().Brought);
        Assert.Equal(Files(Shipped()), Files(Own()));
    }

    [Fact]
    public void Where_nothing_can_be_written_the_folder_is_used_as_it_is_and_the_next_start_tries_again()
    {
        Start();
        Ship("articles/one.md", "second");
        // Not even the site's user may write over a folder.
        Directory.CreateDirectory(Path.Combine(Own(), "articles/.one.md.new"));

        Assert.NotNull(Start().Trouble);
        Assert.Equal("first", Read("articles/one.md"));
        Directory.Delete(Path.Combine(Own(), "articles/.one.md.new"));
        Assert.Equal(["articles/one.md"], Start().Brought);
    }

    public void Dispose() => place.Delete(recursive: true);

    string Shipped() => Path.Combine(place.FullName, "program", "content");

    string Own() => Path.Combine(place.FullName, "own");

    ContentUpdate Start() => content.BringUpToDate(mayBegin: () => true);

    void Ship(string file, string text) => WriteIn(Shipped(), file, text);

    void Write(string file, string text) => WriteIn(Own(), file, text);

    string Read(string file) => File.ReadAllText(Path.Combine(Own(), file));

    static void WriteIn(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    static IReadOnlyList<(string Name, string Text)> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file))).Where(file => file.Item1 != ".shipped").Order()];
}
