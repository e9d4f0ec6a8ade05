namespace Clinic.Web.Search;

/// <summary>Does somebody who types this need a person now? Better once too often than once too seldom.</summary>
public sealed class CrisisWords(IEnumerable<string> phrases)
{
    readonly List<List<string>> phrases = [.. phrases.Select(Words.Of).Where(words => words.Count > 0)];

    public IEnumerable<string> All => phrases.SelectMany(words => words);

    public bool Speak(IReadOnlyList<string> typed) =>
        phrases.Exists(phrase => Enumerable.Range(0, typed.Count).Any(start => typed[start] == phrase[0] && Follows(phrase, typed, start)));

    // One other word may stand in between: "kill fucking myself", "want to just die".
    static bool Follows(List<string> phrase, IReadOnlyList<string> typed, int at)
    {
        foreach (var word in phrase.Skip(1))
        {
            if (at + 1 < typed.Count && typed[at + 1] == word) at += 1;
            else if (at + 2 < typed.Count && typed[at + 2] == word) at += 2;
            else return false;
        }
        return true;
    }
}
