using Clinic.Web.Articles;
using Clinic.Web.Publishing.Drafts;

namespace Clinic.Web.Tests.Publishing.Drafts;

public sealed class TextFileTests
{
    const string Mixed = "\uFEFF---\r\n# a remark\r\ntitle: \"A: b\"   # why\r\nrelated:\r\n  - one\r\n\r\nauthor: clinic-team\n---\r\n\r\nOne.\r\n\rTwo.\n  \t\nThree without an end";

    [Fact]
    public void What_nobody_touched_is_written_back_byte_for_byte()
    {
        var texts = Directory.EnumerateFiles(Repository.Path("content"), "*.md", SearchOption.AllDirectories).Select(File.ReadAllText).Append(Mixed);
        foreach (var text in texts)
        {
            var file = TextFile.Of(text);
            Assert.Equal(text, file.WithBody(file.Body).Text);
            if (file.Top is not null) Assert.Equal(text, file.WithTop(file.Top).Text);
        }
    }

    [Fact]
    public void One_changed_line_leaves_the_others_with_the_line_ends_they_had()
    {
        var file = TextFile.Of(Mixed);

        var changed = file.WithBody(file.Body.Replace("Two.", "Two, changed.", StringComparison.Ordinal)).Text;

        Assert.Equal(Mixed.Replace("Two.\n", "Two, changed.\r\n", StringComparison.Ordinal), changed);
    }

    [Fact]
    public void A_field_replaces_the_lines_of_its_key_and_keeps_the_remark_beside_it()
    {
        var file = TextFile.Of(Mixed).With("title", "Other").With("related", "[two]").With("about", "Ketamine").With("author", null);

        Assert.Equal("# a remark\ntitle: Other   # why\nrelated: [two]\n\nabout: Ketamine\n", file.Top);
    }

    [Fact]
    public void Fields_that_are_as_they_were_change_nothing_in_any_text_of_the_site()
    {
        using var copy = new Search.ContentCopy();
        var content = new SnapshotReader(new(copy.Path)).Read();
        foreach (var text in content.All.Values)
        {
            var raw = File.ReadAllText(Path.Combine(copy.Path, text.File.Path));
            var file = TextFile.Of(raw);
            var fields = TextField.Of(file, text.Kind, content)!;
            var typed = fields.ToDictionary(field => field.Name, field => field.Values);
            Assert.Equal(raw, TypedFields.Write(file, fields, name => typed[name]).Text);
        }
    }

    [Theory]
    [InlineData("Plain words, with a comma")]
    [InlineData("A: colon")]
    [InlineData("#1 in quotes \"here\"")]
    [InlineData("ends with a colon:")]
    [InlineData("true")]
    [InlineData("a # b")]
    [InlineData("- dash")]
    [InlineData("[x](y) {z} & *a |b> %c @d `e \\f 'g'")]
    [InlineData("---")]
    public void Whatever_is_typed_into_a_field_is_read_back_as_it_was_typed(string title)
    {
        using var copy = new Search.ContentCopy();
        var content = new SnapshotReader(new(copy.Path)).Read();
        var file = TextFile.Of(File.ReadAllText(Path.Combine(copy.Path, "articles/side-effects.md")));
        var fields = TextField.Of(file, ContentKind.Article, content)!;

        var written = TypedFields.Write(file, fields, name => name == "top.title" ? [title] : fields.First(field => field.Name == name).Values);

        Assert.Equal(title, TextField.Of(TextFile.Of(written.Text), ContentKind.Article, content)!.First(field => field.Key == "title").Value);
        Assert.Equal(file.Body, TextFile.Of(written.Text).Body);
    }
}
