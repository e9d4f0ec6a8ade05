using Clinic.Web.Search;

namespace Clinic.Web.Tests.Search;

public sealed class ExcerptTests
{
    [Fact]
    public void The_sentence_that_tells_most_of_what_was_asked_comes_first() =>
        Assert.Equal("A quokka eats leaves. Rain fell.", Shown("A [quokka] sat. Snow fell. A [quokka] eats [leaves]. Rain fell.", "quokka", "leaves"));

    [Fact]
    public void A_text_without_a_match_is_shown_from_its_beginning() =>
        Assert.Equal("Rain fell. Snow fell.", Shown("Rain fell. Snow fell.", "quokka"));

    [Fact]
    public void Words_as_they_were_typed_tell_more_than_other_words_for_the_same() =>
        Assert.Equal("A quokka sat.", Shown("A [wombat] sat. A [quokka] sat.", "quokka"));

    [Fact]
    public void A_time_of_day_ends_no_sentence() =>
        Assert.Equal("Open from 9 a.m. to 5 p.m. on Monday.", Shown("Rain fell.\nOpen from 9 a.m. to 5 p.m. on [Monday].\n" + new string('x', 300), "monday"));

    [Fact]
    public void A_title_ends_no_sentence() =>
        Assert.Equal("Dr. Jane Doe saw a quokka.", Shown("Dr. Jane Doe saw a [quokka].", "quokka"));

    [Fact]
    public void Items_of_a_list_are_kept_apart() =>
        Assert.Equal("A quokka · A wombat", Shown("A [quokka]\nA wombat", "quokka"));

    [Fact]
    public void A_leavessentence_is_cut_around_the_match_at_whole_words()
    {
        var leaves = string.Join(' ', Enumerable.Repeat("leaf", 100));
        var shown = Shown($"{leaves} [quokka] {leaves}", "quokka");

        Assert.Contains("quokka", shown, StringComparison.Ordinal);
        Assert.StartsWith("…leaf", shown, StringComparison.Ordinal);
        Assert.EndsWith("leaf…", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 100, 300);
    }

    static string Shown(string text, params string[] typed) =>
        string.Concat(Excerpt.Of(text.Replace('[', Excerpt.MarkStart).Replace(']', Excerpt.MarkEnd), typed).Select(part => part.Text));
}
