using Clinic.Web.Publishing.Drafts;

namespace Clinic.Web.Tests.Publishing.Drafts;

public sealed class TextMergeTests
{
    const string Start = "---\ntitle: A\ndescription: B\n---\n\nOne.\n\nTwo.\n\nThree.\n";

    [Fact]
    public void Changes_of_different_paragraphs_go_together()
    {
        var merge = TextMerge.Of(Start, Start.Replace("One.", "One, mine.", StringComparison.Ordinal), Start.Replace("Three.", "Three, theirs.", StringComparison.Ordinal));

        Assert.True(merge.IsClean);
        Assert.Equal("---\ntitle: A\ndescription: B\n---\n\nOne, mine.\n\nTwo.\n\nThree, theirs.\n", merge.Text([]));
    }

    [Fact]
    public void Neighboring_paragraphs_of_which_each_changed_one_go_together()
    {
        var mine = Start.Replace("One.", "One, mine.", StringComparison.Ordinal);
        var merge = TextMerge.Of(Start, mine, Start.Replace("Two.", "Two, theirs.", StringComparison.Ordinal));

        Assert.True(merge.IsClean);
        Assert.EndsWith("\n\nOne, mine.\n\nTwo, theirs.\n\nThree.\n", merge.Text([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Two, mine.", "Two, theirs.", "Two, mine.\n\nTwo, theirs.")]
    [InlineData("Two, mine.", "Two.\n\nMore of theirs.", "Two, mine.\n\nMore of theirs.")]
    [InlineData("Two.\n\nMore of mine.", "Two.\n\nMore of theirs.", "Two.\n\nMore of mine.\n\nMore of theirs.")]
    [InlineData("Before.\n\nTwo.", "Two, theirs.", "Before.\n\nTwo, theirs.")]
    [InlineData("Two, mine.", "Two, mine.\n\nMore of theirs.", "Two, mine.\n\nMore of theirs.")]
    public void Put_together_without_asking_no_paragraph_is_lost_or_stands_twice(string mine, string theirs, string both)
    {
        var merge = TextMerge.Of(Start, Start.Replace("Two.", mine, StringComparison.Ordinal),
            Start.Replace("Two.", theirs, StringComparison.Ordinal));

        Assert.Equal(Start.Replace("Two.", both, StringComparison.Ordinal), merge.Together());
    }

    [Fact]
    public void Two_keys_of_the_top_changed_by_two_people_go_together()
    {
        var merge = TextMerge.Of(Start, Start.Replace("title: A", "title: M", StringComparison.Ordinal), Start.Replace("description: B", "description: T", StringComparison.Ordinal));

        Assert.True(merge.IsClean);
        Assert.StartsWith("---\ntitle: M\ndescription: T\n---\n", merge.Text([]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_paragraph_changed_by_both_is_asked_about_and_never_overwritten()
    {
        var merge = TextMerge.Of(Start, Start.Replace("Two.", "Two, mine.", StringComparison.Ordinal), Start.Replace("Two.", "Two, theirs.", StringComparison.Ordinal));

        Assert.Equal(1, merge.Conflicts);
        Assert.Contains("\n\nTwo, mine.\n\nThree.", merge.Text([MergeChoice.Mine]), StringComparison.Ordinal);
        Assert.Contains("\n\nTwo, theirs.\n\nThree.", merge.Text([MergeChoice.Theirs]), StringComparison.Ordinal);
        Assert.Contains("\n\nTwo, mine.\n\nTwo, theirs.\n\nThree.", merge.Text([MergeChoice.Both]), StringComparison.Ordinal);
    }

    [Fact]
    public void Paragraphs_that_both_put_at_the_end_stay_apart()
    {
        var text = TextMerge.Of(Start, Start + "\nMine", Start + "\nTheirs\n").Text([MergeChoice.Both]);

        Assert.EndsWith("Three.\n\nMine\n\nTheirs\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_text_that_both_began_from_everything_different_is_asked_about()
    {
        var merge = TextMerge.Of("", "Mine.\n", "Theirs.\n");

        Assert.Equal(1, merge.Conflicts);
        Assert.Equal("Mine.\n\nTheirs.\n", merge.Text([MergeChoice.Both]));
    }

    [Fact]
    public void Whatever_two_writers_add_anywhere_stands_in_the_text_that_takes_both()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var dice = new Dice(seed);
            var start = Enumerable.Range(0, dice.Next(8)).Select(i => $"p{i}").ToList();
            var (mine, theirs) = (Changed(start, "m", dice), Changed(start, "t", dice));
            var merge = TextMerge.Of(Joined(start), Joined(mine), Joined(theirs));

            var text = merge.Text([.. Enumerable.Repeat(MergeChoice.Both, merge.Conflicts)]);

            var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            Assert.All(mine.Concat(theirs).SelectMany(paragraph => paragraph.Split(' ')).Where(word => word[0] != 'p'), word => Assert.Contains(word, words));
        }
    }

    static List<string> Changed(List<string> start, string who, Dice dice)
    {
        var text = start.ToList();
        for (var i = 0; i < 4; i++)
        {
            var at = dice.Next(text.Count + 1);
            if (at == text.Count || dice.Next(3) == 0) text.Insert(at, $"{who}{i}");
            else if (dice.Next(4) == 0 && text[at][0] == 'p' && !text[at].Contains(' ', StringComparison.Ordinal)) text.RemoveAt(at);
            else text[at] += $" {who}{i}";
        }
        return text;
    }

    static string Joined(List<string> paragraphs) => string.Join("\n\n", paragraphs) + (paragraphs.Count > 0 ? "\n" : "");
}

/// <summary>The same throws for the same seed, on every machine.</summary>
public sealed class Dice(int seed)
{
    uint state = (uint)seed * 2_654_435_761 + 1;

    public int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return below <= 0 ? 0 : (int)(state % (uint)below);
    }
}
