namespace Clinic.Web.Search;

/// <summary>One thing a reader looks for: the words as typed, and other words for the same thing.</summary>
public sealed record Sought(string Typed, IReadOnlyList<string> Synonyms)
{
    public IEnumerable<string> Phrases => Synonyms.Prepend(Typed);
}

/// <summary>What a reader typed, as things to look for.</summary>
public sealed record Question(IReadOnlyList<string> Words, bool IsMended, IReadOnlyList<Sought> Things)
{
    /// <summary>What is typed beyond this is not read.</summary>
    public const int LongestTyped = 200;
    const int MostWords = 24;
    const int MostMended = 6;
    const int LongestSynonym = 5;

    static readonly HashSet<string> SmallWords =
    [
        .. """
           a about after am an and any are as at be been before but by can cant could did do does doesnt dont for from get getting go had happen happens has have having hello help how
           i id if im in is isnt it its ive just less like many may me mean meaning means might more much my need no not of on one or our please really should so some someone
           take taking tell than that the their them then there these they thing things this to up us use used using very want was we were what whats when where which who why will with would you your
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static Question Read(IReadOnlyList<string> typed, EntryTable table, Spelling spelling, IReadOnlyList<IReadOnlyList<string>> synonymGroups)
    {
        var unknown = typed.Take(MostWords).Where(word => !IsKnown(word)).Take(MostMended).ToHashSet(StringComparer.Ordinal);
        var words = typed.Take(MostWords).Select(word => unknown.Contains(word) ? spelling.Nearest(word) ?? word : word).ToList();
        var isMended = !words.SequenceEqual(typed.Take(MostWords));
        var things = new List<Sought>();
        for (var at = 0; at < words.Count;)
        {
            var thing = Longest(words, at, out var length);
            // "Book an appointment" names one thing twice.
            if (thing is not null && !things.Exists(other => other.Phrases.Contains(thing.Typed))) things.Add(thing);
            at += length;
        }
        // "What is it?" is made of small words only; they are better than nothing.
        return new(words, isMended, things.Count > 0 ? things : [.. words.Distinct().Select(word => new Sought(word, []))]);

        bool IsKnown(string word) => IsSmall(word) || spelling.Has(word) || table.Knows(word);

        Sought? Longest(List<string> words, int at, out int length)
        {
            for (length = Math.Min(LongestSynonym, words.Count - at); length > 0; length--)
            {
                var part = words.GetRange(at, length);
                if (length == 1 && IsSmall(part[0])) return null;
                var groups = table.SynonymGroups(part);
                if (groups.Count > 0) return new(string.Join(' ', part), [.. groups.SelectMany(group => synonymGroups[group]).Select(Folded).Distinct().Where(other => other != string.Join(' ', part))]);
            }
            length = 1;
            return new(words[at], []);
        }
    }

    // Ages and doses stand in too many texts to tell one from another; 988 does not.
    public static bool IsSmall(string word) => SmallWords.Contains(word) || (word.Length <= 2 && word.All(char.IsDigit));

    static string Folded(string phrase) => string.Join(' ', Search.Words.Of(phrase));
}
