using System.Collections.Frozen;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// Brings the forms of an English word together under one key: "cures", "cured" and "curing" read as "cur". The key is
/// no word; phrases and texts go through the same rules, and only need to meet.
/// </summary>
static class Lemmas
{
    static readonly FrozenDictionary<string, string> Irregular = Read(
        "be: am are is was were been being", "have: has had having", "do: does did done doing", "feel: felt",
        "get: got gotten getting", "go: goes went gone going", "take: took taken taking", "give: gave given giving",
        "make: made makes making", "come: came coming comes", "leave: left leaves leaving", "lose: lost losing",
        "keep: kept", "say: said says", "tell: told", "see: saw seen", "know: knew known", "beat: beaten",
        "break: broke broken", "begin: began begun", "find: found", "show: shown", "bring: brought", "buy: bought",
        "write: wrote written", "stand: stood", "understand: understood", "hear: heard", "become: became",
        "grow: grew grown", "fall: fell fallen", "swear: swore sworn", "speak: spoke spoken",
        "forget: forgot forgotten",
        "child: children", "woman: women", "man: men", "life: lives", "live: living lived", "wife: wives",
        "mouse: mice", "rate: rates rated rating ratings", "use: uses used using", "die: died dies dying",
        "need: needs needed", "speed: speeds", "heal: healed healing heals", "this: these", "that: those",
        "not: no", "people: persons", "teen: teenager teenagers teens teenage adolescent adolescents",
        "kid: kids", "fda: fda's", "add: adds added", "ease: eases eased easing", "lie: lies lying", "pay: paid",
        "send: sent", "mean: meant", "win: won", "rise: rose risen", "hide: hid hidden", "drive: drove driven",
        "hope: hopes hoped hoping", "care: cares cared caring", "news: news", "drug: drugs", "bed: beds", "red: red",
        "wed: wed", "thing: things", "nothing: nothing", "something: something", "anything: anything",
        "everything: everything", "morning: mornings", "evening: evenings", "during: during", "hundred: hundreds",
        "always: always", "perhaps: perhaps", "as: as", "its: its", "his: his", "us: us", "yes: yes", "less: less",
        "unless: unless", "does: does", "series: series", "king: king", "spring: spring", "ring: ring",
        "sing: sang sung",
        "guarantee: guaranteed guaranteeing guarantees", "agree: agreed agreeing agrees", "free: freed freeing frees",
        "ssri: ssris", "snri: snris", "weigh: weighed", "feed: feeds", "tired: tired", "bleed: bleeding bleeds");

    public static string Of(string word)
    {
        if (Irregular.TryGetValue(word, out var known)) return known;
        var stem = Stem(word);
        return Irregular.TryGetValue(stem, out known) ? known : Bare(stem);
    }

    static string Stem(string word) => word switch
    {
        [.., 'i', 'e', 's'] when word.Length > 4 => word[..^3] + "y",
        [.., 'i', 'e', 'd'] when word.Length > 4 => word[..^3] + "y",
        [.., 's', 's', 'e', 's'] or [.., 's', 'h', 'e', 's'] or [.., 'c', 'h', 'e', 's'] or [.., 'x', 'e', 's'] =>
            word[..^2],
        [.., not ('s' or 'u' or 'i'), 's'] when word.Length > 3 => word[..^1],
        [.., 'i', 'n', 'g'] when HasVowel(word[..^3]) => word[..^3],
        [.., not 'e', 'e', 'd'] when HasVowel(word[..^2]) => word[..^2],
        _ => word,
    };

    static string Bare(string stem)
    {
        if (stem.Length > 3 && stem[^1] == 'e') stem = stem[..^1];
        return stem.Length > 3 && stem[^1] == stem[^2] && !"aeiou".Contains(stem[^1], StringComparison.Ordinal)
            ? stem[..^1] : stem;
    }

    static bool HasVowel(string stem) =>
        stem.Length > 1 && stem.Any(letter => "aeiouy".Contains(letter, StringComparison.Ordinal));

    static FrozenDictionary<string, string> Read(params string[] lines) => lines.Select(line => line.Split(": "))
        .SelectMany(parts => parts[1].Split(' ').Append(parts[0]).Distinct().Select(form => (form, parts[0])))
        .GroupBy(pair => pair.form)
        .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.First().Item2, StringComparer.Ordinal);
}
