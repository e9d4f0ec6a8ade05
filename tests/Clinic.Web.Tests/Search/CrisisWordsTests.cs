using Clinic.Web.Articles;
using Clinic.Web.Articles.Crisis;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Search;

/// <summary>Who needs a person is seen, and nobody is frightened by a false alarm.</summary>
public sealed class CrisisWordsTests
{
    static readonly CrisisWords Words = new SnapshotReader(new(Repository.Path("content"))).Read().CrisisWords;

    [Theory]
    [MemberData(nameof(CrisisPhrases.ListsOfDespair), MemberType = typeof(CrisisPhrases))]
    public void Nineteen_phrases_of_despair_in_twenty_are_seen(string list)
    {
        var phrases = CrisisPhrases.In(list);
        var missed = phrases.Where(phrase => !Words.AreIn(phrase)).ToList();

        Assert.True(missed.Count <= Allowed(list, phrases.Count, share: 0.05), $"{missed.Count} of {phrases.Count}: {string.Join(" · ", missed)}");
    }

    [Theory]
    [MemberData(nameof(CrisisPhrases.HarmlessLists), MemberType = typeof(CrisisPhrases))]
    public void Three_harmless_phrases_in_a_hundred_at_most_are_taken_for_despair(string list)
    {
        var phrases = CrisisPhrases.In(list);
        var seen = phrases.Where(Words.AreIn).ToList();

        Assert.True(seen.Count <= Allowed(list, phrases.Count, share: 0.03), $"{seen.Count} of {phrases.Count}: {string.Join(" · ", seen)}");
    }

    [Fact]
    public void Of_the_phrases_of_one_more_writer_nineteen_in_twenty_are_seen_and_one_harmless_in_twenty()
    {
        var (despair, harmless) = (CrisisPhrases.In(CrisisPhrases.DespairNotLearned), CrisisPhrases.In(CrisisPhrases.HarmlessNotLearned));
        var missed = despair.Where(phrase => !Words.AreIn(phrase)).ToList();
        var seen = harmless.Where(Words.AreIn).ToList();

        Assert.True(missed.Count <= despair.Count / 20, string.Join(" · ", missed));
        Assert.True(seen.Count <= harmless.Count / 20, string.Join(" · ", seen));
    }

    [Fact]
    public void Of_what_a_stranger_wrote_and_nothing_was_learned_from_seven_in_eight_are_seen_and_one_harmless_in_twelve()
    {
        var (despair, harmless) = (CrisisPhrases.In("despair-by-a-stranger"), CrisisPhrases.In("harmless-by-a-stranger"));
        var missed = despair.Where(phrase => !Words.AreIn(phrase)).ToList();
        var seen = harmless.Where(Words.AreIn).ToList();

        Assert.True(missed.Count <= despair.Count / 8, string.Join(" · ", missed));
        Assert.True(seen.Count <= harmless.Count / 12, string.Join(" · ", seen));
    }

    [Fact]
    public void Nine_emergencies_of_the_body_in_ten_are_seen_and_most_questions_about_a_treatment_are_none()
    {
        var missed = CrisisPhrases.In("emergency").Where(phrase => !Words.AreIn(phrase) && !Words.NameEmergency(phrase)).ToList();
        var falsely = CrisisPhrases.In("no-emergency").Where(Words.NameEmergency).ToList();

        Assert.True(missed.Count <= 6, string.Join(" · ", missed));
        Assert.True(falsely.Count <= 12, string.Join(" · ", falsely));
    }

    [Theory]
    [InlineData("k i l l   m y s e l f", true)]
    [InlineData("I don’t want to live", true)]
    [InlineData("i don`t want to live", true)]
    [InlineData("I DON'T WANT TO LIVE!!!", true)]
    [InlineData("i want\u200B to die", true)]
    [InlineData("i want to d\u00ADie", true)]
    [InlineData("ｉ ｗａｎｔ ｔｏ ｄｉｅ", true)]
    [InlineData("i want to dieeeeeee", true)]
    [InlineData("I just want to... die", true)]
    [InlineData("My dog wants treats. Die Hard is on.", false)]
    [InlineData("", false)]
    [InlineData("\uD83D want to die \uFFFE", true)]
    public void Signs_capitals_and_letters_that_nobody_sees_do_not_matter(string typed, bool isSeen) => Assert.Equal(isSeen, Words.AreIn(typed));

    [Fact]
    public void Words_of_despair_are_seen_within_a_long_message()
    {
        var around = string.Join(' ', Enumerable.Repeat("I have had pain in my left foot for years and I would like to know what it costs.", 4));

        Assert.False(Words.AreIn(around));
        Assert.True(Words.AreIn($"{around} Some nights I want to die. {around}"));
    }

    [Fact]
    public void Words_of_despair_are_seen_between_harmless_ones_with_and_without_an_end_of_the_sentence()
    {
        var dice = new Random(24);
        var harmless = CrisisPhrases.In("harmless-by-others").Concat(CrisisPhrases.In("harmless-late")).ToArray();
        var despair = CrisisPhrases.In("despair-by-others").ToArray();
        foreach (var between in new[] { ". ", " and " })
        {
            var messages = Enumerable.Range(0, 200).Select(_ => string.Join(between, [.. dice.GetItems(harmless, 2), dice.GetItems(despair, 1)[0], .. dice.GetItems(harmless, 1)])).ToList();
            var calm = Enumerable.Range(0, 200).Select(_ => string.Join(between, dice.GetItems(harmless, 4))).ToList();

            Assert.InRange(messages.Count(Words.AreIn), 165, 200);
            Assert.InRange(calm.Count(Words.AreIn), 0, 20);
        }
    }

    [Fact]
    public void Our_own_texts_show_it_only_where_they_speak_of_suicide_or_its_help()
    {
        var texts = Repository.Sources("content", ".md").SelectMany(file => file.Text.Split('\n')).Where(line => line.Length <= ConsultationFormValidator.LongestMessage);
        var seen = texts.Where(Words.AreIn).Where(line => !line.Contains("suicid", StringComparison.OrdinalIgnoreCase) && !line.Contains("988", StringComparison.Ordinal));

        Assert.InRange(seen.Count(), 0, 5);
    }

    [Fact]
    public void A_message_as_long_as_may_be_is_judged_at_once()
    {
        var random = new Random(24);
        var words = CrisisPhrases.All.SelectMany(phrase => phrase.Split(' ')).ToArray();
        var texts = Enumerable.Range(0, 40).Select(_ => string.Join(' ', random.GetItems(words, 400)))
            .Concat([new string('a', 2000), string.Concat(Enumerable.Repeat("an", 1000)), string.Concat(Enumerable.Repeat("want ", 400)), string.Concat(Enumerable.Repeat("i ", 1000))]).ToList();
        Words.AreIn("warm");

        var begun = TimeProvider.System.GetTimestamp();
        foreach (var text in texts) Words.AreIn(text);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds / texts.Count, 0, 500);
    }

    // The Spanish lists come from a bilingual brief and hold to the last phrase.
    static double Allowed(string list, int phrases, double share) => list.StartsWith("spanish", StringComparison.Ordinal) ? 0 : share * phrases;
}
