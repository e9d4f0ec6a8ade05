using Clinic.Web.Articles;
using Clinic.Web.Articles.Crisis;

namespace Clinic.Web.Search;

/// <summary>
/// One thing a reader looks for: the words as typed, other words for the same thing, and the places that answer best.
/// </summary>
public sealed record Sought(string Typed, IReadOnlyList<string> Synonyms, IReadOnlyList<string> Pages)
{
    /// <summary>False when staff say that our pages do not speak of it.</summary>
    public bool IsCovered { get; init; } = true;

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
           a about accept accepting accepts after also am an and any anyone are as at be because been before but by
           can cant come could did didnt do does doesnt doing dont during each else ever every for friendly from get
           gets getting give go going gonna got had happen happens has have havent having he hello help her him his
           how i id if ill im in into is isnt it its ive just know less let like lot make many may me mean meaning
           means might more much my myself need needs no not now of off ok okay on one only or other our out over
           please put really said say see serve serves she should since so some someone somewhere still take taken
           takes taking tell than that the their them then there these they theyre thing things think this to today
           together tomorrow too took try up ur us use used using very wanna want was we well were what whats when
           where which while who why will with wont would yes you your youre

           a al ante como con cual cuando cuanto de del donde el ella en era es esa ese eso esta este esto estoy fue
           ha hay la las le les lo los mas me mi mis muy nos o para pero por porque puede puedo que quien quiero se
           ser si sin sobre son su sus tal te tengo tiene un una usted y ya yo
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static Question Read(IReadOnlyList<string> typed, EntryTable table, Spelling spelling,
        IReadOnlyList<SynonymGroup> synonymGroups, CrisisWords crisis)
    {
        var unknown = typed.Take(MostWords).Where(word => !IsKnown(word)).Take(MostMended)
            .ToHashSet(StringComparer.Ordinal);
        var words = typed.Take(MostWords).Select(word => unknown.Contains(word) ? Mended(word) : word).ToList();
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
        return new(words, isMended, things.Count > 0
            ? things : [.. words.Distinct().Select(word => new Sought(word, [], []))]);

        bool IsKnown(string word) => IsSmall(word) || spelling.Has(word) || table.Knows(word) || CommonWords.Has(word);

        // A word of despair may become another of its kind, and nothing else.
        string Mended(string word) =>
            spelling.Nearest(word) is { } near && (!crisis.Knows(word) || crisis.Knows(near)) ? near : word;

        Sought? Longest(List<string> words, int at, out int length)
        {
            for (length = Math.Min(LongestSynonym, words.Count - at); length > 0; length--)
            {
                var part = words.GetRange(at, length);
                if (length == 1 && IsSmall(part[0])) return null;
                var groups = table.SynonymGroups(part);
                if (groups.Count > 0)
                    return Meant(string.Join(' ', part), [.. groups.Select(group => synonymGroups[group])]);
            }
            length = 1;
            return new(words[at], [], []);
        }
    }

    // Ages and doses stand in too many texts to tell one from another; 988 does not.
    public static bool IsSmall(string word) =>
        SmallWords.Contains(word) || (word.Length <= 2 && word.All(char.IsDigit));

    static Sought Meant(string typed, IReadOnlyList<SynonymGroup> groups) => new(
        typed,
        [.. groups.SelectMany(group => group.Means).Select(Folded).Distinct(StringComparer.Ordinal)
            .Where(other => other != typed)],
        [.. groups.Select(group => group.Page).OfType<string>().Distinct(StringComparer.Ordinal)])
    {
        IsCovered = groups.Any(group => group.IsCovered),
    };

    static string Folded(string phrase) => string.Join(' ', Search.Words.Of(phrase));
}
