using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

public sealed class ReadingGradeTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("table", 2)]
    [InlineData("ketamine", 3)]
    [InlineData("depression", 3)]
    [InlineData("sea", 1)]
    [InlineData("the", 1)]
    public void Syllables_are_counted_by_their_vowels(string word, int syllables) => Assert.Equal(syllables, ReadingGrade.Syllables(word));

    [Fact]
    public void Short_words_in_short_sentences_need_little_school() => Assert.InRange(ReadingGrade.Of("The cat sat. The dog ran. We all go home."), -4, 2);

    [Fact]
    public void Long_words_in_a_long_sentence_need_much() =>
        Assert.InRange(ReadingGrade.Of("Pharmacological interventions demonstrating heterogeneous antidepressant effectiveness necessitate individualized multidisciplinary consideration throughout longitudinal treatment."), 20, 80);
}
