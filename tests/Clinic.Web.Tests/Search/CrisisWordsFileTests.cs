using Clinic.Web.Articles;
using Clinic.Web.Articles.Crisis;

namespace Clinic.Web.Tests.Search;

/// <summary>Staff extend crisis-words.yaml, and the program says at once what a rule does not do.</summary>
[Trait("Pace", "Slow")]
public sealed class CrisisWordsFileTests : IDisposable
{
    const string Name = "crisis-words.yaml";

    readonly ContentCopy content = new();
    readonly SnapshotReader reader;
    readonly string shipped;

    public CrisisWordsFileTests()
    {
        reader = new(new(content.Path));
        shipped = File.ReadAllText(Path.Combine(content.Path, Name));
    }

    [Fact]
    public void The_shipped_file_has_no_problem() => Assert.DoesNotContain(reader.Read().Problems, problem => problem.File == Name);

    [Fact]
    public void A_new_rule_is_used_as_soon_as_it_is_saved()
    {
        Assert.False(reader.Read().CrisisWords.AreIn("my quokka is leaving me"));
        Save(AfterDespair("{rule: \"quokka .. (leave|gone)\", test: my quokka is leaving me}"));
        var after = reader.Read();

        Assert.DoesNotContain(after.Problems, problem => problem.File == Name);
        Assert.True(after.CrisisWords.AreIn("the quokka just left, quokka gone"));
    }

    [Theory]
    [InlineData("{rule: \"quokka dance\", test: a wombat sings}", "does not see \"a wombat sings\"")]
    [InlineData("{rule: \"quokka is gone\", test: my quokka is gone}", "does not see \"my quokka is gone\", which reads \"quoka gon")]
    [InlineData("{rule: \"<marsupial> gone\", test: gone}", "<marsupial> is not one of the kinds")]
    [InlineData("{rule: \"(quokka|wombat\", test: quokka}", "bracket is opened and not closed")]
    [InlineData("{rule: \"quokka+\", test: quokka}", "\"+\" has no meaning")]
    [InlineData("{rule: \"] quokka [\", test: quokka}", "bracket is opened and not closed")]
    [InlineData("{rule: \"(quokka|wombat]\", test: quokka}", "bracket is opened and not closed")]
    [InlineData("{rule: \"quokka|\", test: quokka}", "true of every text")]
    [InlineData("{rule: \"..\", test: quokka}", "true of every text")]
    [InlineData("{rule: quokka}", "\"test\" is missing")]
    [InlineData("{test: quokka}", "\"rule\" is missing")]
    [InlineData("{rule: quokka, test: quokka, note: x}", "\"note\" is not a key")]
    public void What_is_wrong_with_a_rule_is_said_with_its_line_and_the_last_good_list_stays(string rule, string says)
    {
        var before = reader.Read();
        var text = AfterDespair(rule);
        Save(text);
        var after = reader.Read();

        var problem = Assert.Single(after.Problems, problem => problem.File == Name);
        Assert.Contains(says, problem.Wrong, StringComparison.Ordinal);
        Assert.Equal(Array.FindIndex(text.Split('\n'), line => line.Contains(rule, StringComparison.Ordinal)) + 1, problem.Line);
        Assert.Same(before.CrisisWords, after.CrisisWords);
    }

    [Fact]
    public void A_harmless_rule_whose_test_is_still_taken_for_despair_is_named()
    {
        Save(shipped.Replace("  harmless:\n", "  harmless:\n    - {rule: quokka, test: my quokka wants to die}\n", StringComparison.Ordinal));

        Assert.Contains(reader.Read().Problems, problem => problem.File == Name && problem.Wrong.Contains("still taken for despair", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_list_of_rules_is_named_and_the_last_good_one_stays()
    {
        var before = reader.Read();
        Save("despair: many words\n");
        var after = reader.Read();

        Assert.Contains(after.Problems, problem => problem is { File: Name, Line: 1 });
        Assert.Same(before.CrisisWords, after.CrisisWords);
        Assert.True(after.CrisisWords.AreIn("I want to die"));
    }

    [Fact]
    public void An_unchanged_list_stays_the_same_when_other_files_change()
    {
        var before = reader.Read();
        content.WritePage("zoo", "Zoo", "A quokka lives here.");

        Assert.Same(before.CrisisWords, reader.Read().CrisisWords);
    }

    [Fact]
    public void The_same_phrases_are_learned_once_and_one_more_phrase_anew()
    {
        string[] despair = ["i miss my quokka and want to die", "i want to die"];
        string[] harmless = ["my quokka is well", "what does it cost"];
        var first = PhraseClassifier.Of(despair, harmless);

        Assert.Same(first, PhraseClassifier.Of([.. despair], [.. harmless]));
        Assert.NotSame(first, PhraseClassifier.Of([.. despair, "i want to die tonight"], harmless));
    }

    public void Dispose() => content.Dispose();

    void Save(string text) => content.Write(Name, text);

    string AfterDespair(string rule) => shipped.Replace("  despair:\n", $"  despair:\n    - {rule}\n", StringComparison.Ordinal) is var text && text != shipped
        ? text[..text.IndexOf(rule, StringComparison.Ordinal)] + rule + Others(text, rule)
        : throw new InvalidOperationException("The file has no list \"despair\".");

    // The rule goes into the first language only.
    static string Others(string text, string rule)
    {
        var after = text[(text.IndexOf(rule, StringComparison.Ordinal) + rule.Length)..];
        return after.Replace($"    - {rule}\n", "", StringComparison.Ordinal);
    }
}
