using System.Text.RegularExpressions;
using Clinic.Web.Search;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>
/// A word that nobody could have meant, and the word that was meant. Where it is not plain which was, it is no slip: a
/// medical text may say something else with one letter more.
/// </summary>
sealed partial record TypingSlip(string Was, string Is)
{
    const int MostLetters = 2;
    const int ShortestWithTwo = 7;
    // Letters swap, double and drop out; where two others took their place it may be the name of a medicine.
    const int MostOtherLetters = 1;
    const int ShortestTold = 4;

    // With a letter too few or too many these would be other words; with two swapped they are what they were.
    static readonly string[] ShortAndPlain = ["the", "and", "for", "you"];

    // They turn what a word says into its opposite, or make it another thing.
    static readonly string[] Openings =
        ["un", "in", "im", "il", "ir", "non", "dis", "mis", "anti", "contra", "hypo", "hyper", "over", "under",
            "intra", "inter", "pre", "post"];

    static readonly string[] Endings = ["less", "nt", "free"];

    public override string ToString() => $"“{Was}” to “{Is}”";

    /// <param name="isFirst">Whether a sentence begins with it, so that a capital makes it no name.</param>
    public static TypingSlip? Of(string was, string now, bool isFirst, KnownWordsBeside? known)
    {
        if (known is null || Word().Match(was) is not { Success: true } old || Word()
            .Match(now) is not { Success: true } mended
            || old.Groups["before"].Value != mended.Groups["before"].Value
                || old.Groups["after"].Value != mended.Groups["after"].Value)
            return null;
        var (from, to) = (old.Groups["word"].Value, mended.Groups["word"].Value);
        if (char.IsUpper(from[0]) != char.IsUpper(to[0]) || (char.IsUpper(from[0]) && !isFirst)) return null;
        return IsOf(from.ToLowerInvariant(), to.ToLowerInvariant(), known) && HasCapitalsOfASentence(from)
            && HasCapitalsOfASentence(to)
            ? new(from, to) : null;
    }

    static bool IsOf(string from, string to, KnownWordsBeside known)
    {
        if (from == to || known.Has(from) || !known.HasForSure(to)) return false;
        if (Math.Min(from.Length, to.Length) < ShortestTold)
            return ShortAndPlain.Contains(to) && from.Order().SequenceEqual(to.Order());
        var letters = Spelling.Distance(from, to, MostLetters);
        return letters <= (to.Length < ShortestWithTwo ? 1 : MostLetters)
            && Math.Max(Without(from, to), Without(to, from)) <= MostOtherLetters
            && Openings.All(part => from.StartsWith(part, StringComparison.Ordinal) == to.StartsWith(part,
                StringComparison.Ordinal))
            && Endings.All(part => from.EndsWith(part, StringComparison.Ordinal) == to.EndsWith(part,
                StringComparison.Ordinal))
            && !known.HasNearer(from, to, letters);
    }

    /// <summary>How many letters of one word the other does not have.</summary>
    static int Without(string one, string other) =>
        one.GroupBy(letter => letter).Sum(group => Math.Max(0, group.Count() - other.Count(letter => letter == group.Key)));

    static bool HasCapitalsOfASentence(string word) => !word.Skip(1).Any(char.IsUpper);

    [GeneratedRegex(@"^(?<before>[^\p{L}\p{N}'’&]*)(?<word>\p{L}+)(?<after>[^\p{L}\p{N}'’&/(=]*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
