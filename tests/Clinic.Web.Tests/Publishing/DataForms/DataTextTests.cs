using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.DataForms;

namespace Clinic.Web.Tests.Publishing.DataForms;

/// <summary>A change of one value of a data file touches that value alone.</summary>
public sealed class DataTextTests
{
    public static TheoryData<string> Files => new(DataFile.Names);

    public static IEnumerable<(string Path, string Value)> TextsOf(YamlPart part, string path = "")
    {
        if (part.IsText) return [(path, part.Value)];
        return part.Items.SelectMany((item, at) => TextsOf(item, part.IsMap ? YamlPath.Child(path, part.Keys[at].Value) : YamlPath.Child(path, at)));
    }

    static byte[] Shipped(string file) => File.ReadAllBytes(Repository.Path($"content/{file}"));

    static DataText Read(string text) => DataText.Of(Encoding.UTF8.GetBytes(text))!;

    static string Written(DataText? text) => Encoding.UTF8.GetString(text!.Bytes);

    [Theory, MemberData(nameof(Files)), Trait("Pace", "Long")]
    public void Every_value_of_every_shipped_file_is_changed_and_changed_back_to_the_same_bytes(string file)
    {
        var before = Shipped(file);
        var lines = Encoding.UTF8.GetString(before).Split('\n');
        var text = DataText.Of(before)!;
        foreach (var (path, value) in TextsOf(text.Root))
        {
            var other = value.EndsWith('\n') ? $"{value.TrimEnd('\n')} more\n" : $"{value} more";
            var changed = text.Set(path, other);
            Assert.True(changed is not null, path);
            Assert.Equal(other, changed.At(path)!.Value);
            var after = Encoding.UTF8.GetString(changed.Bytes).Split('\n');
            Assert.Equal(lines.Length, after.Length);
            Assert.True(lines.Zip(after).Count(pair => pair.First != pair.Second) == 1, path);
            var back = changed.Set(path, value);
            Assert.True(before.AsSpan().SequenceEqual(back!.Bytes), path);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_with_the_line_ends_of_Windows_and_a_mark_at_its_beginning_keeps_both(string file)
    {
        var text = Encoding.UTF8.GetString(Shipped(file));
        var windows = Encoding.UTF8.GetBytes("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));
        var read = DataText.Of(windows)!;
        Assert.Equal(windows, read.Bytes);
        var (path, value) = TextsOf(read.Root).ElementAt(TextsOf(read.Root).Count() / 2);
        var changed = read.Set(path, value.TrimEnd() + " more");
        Assert.Equal(value.TrimEnd() + " more", changed!.At(path)!.Value);
        Assert.Equal(windows, changed.Set(path, value)!.Bytes);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#b")]
    [InlineData("\"quoted\"")]
    [InlineData("it's")]
    [InlineData("it's \"both\" \\ and more")]
    [InlineData("&anchor")]
    [InlineData("*alias")]
    [InlineData("!!python/object x")]
    [InlineData("- item")]
    [InlineData("[a, b]")]
    [InlineData("{a: b}")]
    [InlineData("a, b")]
    [InlineData("---")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData(" spaces ")]
    [InlineData("?")]
    [InlineData("%TAG")]
    [InlineData("a\u2028b\u0085c")]
    [InlineData("\ud83d\udc34 horse")]
    [InlineData("x: y\n- z\n...\n")]
    public void A_hostile_value_is_that_text_and_nothing_else(string value)
    {
        const string before = "# top\nflow: {one: 1, two: \"2\", three: '3'} # beside\nblock:\n  - key: plain # beside\n    other: words\nlines: |\n  a\n  b\nlist: [a, b]\n";
        var text = Read(before);
        foreach (var (path, old) in TextsOf(text.Root))
        {
            var changed = text.Set(path, value);
            Assert.Equal(value, changed!.At(path)!.Value);
            foreach (var (same, kept) in TextsOf(text.Root).Where(each => each.Path != path)) Assert.Equal(kept, changed.At(same)!.Value);
            Assert.Equal(old, changed.Set(path, old)!.At(path)!.Value);
            Assert.Equal(before.Count(letter => letter == '#'), Written(changed.Set(path, old)).Count(letter => letter == '#'));
        }
    }

    [Fact]
    public void A_long_value_is_written_whole()
    {
        var value = string.Concat(Enumerable.Repeat("It's \"long\": # & * ! \n", 5000));
        Assert.Equal(value, Read("key: {a: b}\n").Set("key/a", value)!.At("key/a")!.Value);
    }

    [Theory]
    [InlineData("days:\n  # first\n  - {date: 1, name: a}\n  - {date: 3, name: c}\n", 1, "days:\n  # first\n  - {date: 1, name: a}\n  - {date: 2, name: \"b: x\"}\n  - {date: 3, name: c}\n")]
    [InlineData("days:\n  - date: 1\n    name: a\n\n  - date: 3\n    name: c\nlast: x", 2, "days:\n  - date: 1\n    name: a\n\n  - date: 3\n    name: c\n\n  - date: 2\n    name: \"b: x\"\nlast: x")]
    [InlineData("days: []\n", 0, "days: [{date: 2, name: \"b: x\"}]\n")]
    [InlineData("days:\nlast: x\n", 0, "days: [{date: 2, name: \"b: x\"}]\nlast: x\n")]
    [InlineData("days: [{date: 1, name: a}]", 0, "days: [{date: 2, name: \"b: x\"}, {date: 1, name: a}]")]
    public void An_entry_is_added_as_its_neighbors_are_written(string before, int index, string after) =>
        Assert.Equal(after, Written(Read(before).Add("days", null, new NewValue.Map([("date", new NewValue.Text("2")), ("name", new NewValue.Text("b: x"))]), index)));

    [Theory]
    [InlineData("a: {x: 1}\nb: {x: 2} # two\n", "b", "a: {x: 1}\n")]
    [InlineData("# of a\na:\n  x: 1\n\n# of b\nb:\n  x: 2\n\nc:\n  x: 3\n", "b", "# of a\na:\n  x: 1\n\n# of b\n\nc:\n  x: 3\n")]
    [InlineData("a:\n  x: 1\n\nb:\n  x: 2\n", "b", "a:\n  x: 1\n")]
    [InlineData("a:\n  x: 1\n\nb:\n  x: 2\n\nc:\n  x: 3\n", "b", "a:\n  x: 1\n\nc:\n  x: 3\n")]
    [InlineData("- [a, b, c]\n", "0/1", "- [a, c]\n")]
    [InlineData("- [a, b, c]\n", "0/0", "- [b, c]\n")]
    [InlineData("- {a: 1, b: 2}\n", "0/b", "- {a: 1}\n")]
    [InlineData("- a: 1\n  b: 2\n", "0/b", "- a: 1\n")]
    [InlineData("- a: 1\n  b: 2\n", "0/a", "- b: 2\n")]
    [InlineData("k:\n  # why\n  - a\nl: 1\n", "k/0", "k: []\n  # why\nl: 1\n")]
    [InlineData("- a\n", "0", "[]\n")]
    public void What_is_taken_away_takes_only_its_own_line_with_it(string before, string path, string after) =>
        Assert.Equal(after, Written(Read(before).Remove(path)));

    [Theory]
    [InlineData("- {a: 1} # one\n# between\n- {a: 2}\n", "0", "- {a: 2}\n# between\n- {a: 1} # one\n")]
    [InlineData("k: [{a: 1}, {a: 2}]\n", "k/0", "k: [{a: 2}, {a: 1}]\n")]
    [InlineData("- a: 1\n  b: 2\n- a: 3", "0", "- a: 3\n- a: 1\n  b: 2")]
    public void Neighbors_change_places(string before, string path, string after) => Assert.Equal(after, Written(Read(before).SwapWithNext(path)));

    [Theory]
    [InlineData("k: [a, 'b', c]\n", "a,b,d,c", "k: [a, 'b', d, c]\n")]
    [InlineData("k: [a, 'b', c]\n", "c", "k: [c]\n")]
    [InlineData("k: [a, 'b', c]\n", "a,x,c", "k: [a, 'x', c]\n")]
    [InlineData("k:\n  - a\n  - b # two\n", "a,b,c", "k:\n  - a\n  - b # two\n  - c\n")]
    [InlineData("k: []\n", "a: b,c", "k: [\"a: b\", c]\n")]
    public void A_list_keeps_what_it_had_as_it_is_written(string before, string items, string after) =>
        Assert.Equal(after, Written(Read(before).SetItems("k", items.Split(','))));

    [Theory]
    [InlineData("- {a: 1}\n", "0", "- {a: 1, b: new}\n")]
    [InlineData("- a: 1 # one\n- a: 2\n", "0", "- a: 1 # one\n  b: new\n- a: 2\n")]
    public void A_key_that_was_not_there_comes_last(string before, string path, string after) =>
        Assert.Equal(after, Written(Read(before).Add(path, "b", new NewValue.Text("new"))));

    [Fact]
    public void What_cannot_be_read_has_no_values_to_change() => Assert.Null(DataText.Of("a: [b"u8.ToArray()));
}
