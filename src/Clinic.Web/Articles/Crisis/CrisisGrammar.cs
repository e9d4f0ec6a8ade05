using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// The small language in which staff write rules: crisis-words.yaml tells it. Packed, a kind is one capital letter,
/// ".." is _ and "..." is __; written out, a rule is a regular expression over words that each follow a space.
/// </summary>
public sealed partial class CrisisGrammar(Sounds sounds)
{
    /// <summary>The kind of the words that a gap never skips.</summary>
    const string Not = "not";
    const int MostKinds = 26;
    const string Nothing = " . zz zz . ";

    readonly Dictionary<string, string> letters = new(StringComparer.Ordinal);
    readonly List<string> kinds = [];
    readonly Dictionary<string, string> known = new(StringComparer.Ordinal)
    {
        [" "] = "",
        ["."] = " \\.",
        ["["] = "(",
        ["]"] = ")?",
        ["*"] = "[^ .]*",
        ["#"] = " [0-9][0-9]+",
    };

    public Sounds Sounds => sounds;

    public string PackedKinds => string.Join('/', kinds);

    /// <returns>What is wrong, or null.</returns>
    public string? AddKind(string name, string words)
    {
        if (letters.Count == 0 && name != Not) return $"The first kind is \"{name}\".";
        if (letters.Count == MostKinds) return $"There are more than {MostKinds} kinds.";
        if (Mistake(words) is { } mistake) return mistake;
        var packed = Pack(words);
        var letter = ((char)('A' + letters.Count)).ToString();
        (letters[name], known[letter]) = (letter, Write(packed));
        kinds.Add(packed);
        if (name != Not) return null;
        known["_"] = $"((?!{known[letter]} ) [^ .]+)?";
        known["__"] = $"((?!{known[letter]} ) [^ .]+){{0,4}}";
        return null;
    }

    /// <returns>What is wrong with a rule, or null.</returns>
    public string? Mistake(string rule)
    {
        var folded = PlainWords.Folded(rule);
        if (folded.Trim().Length == 0) return "There are no words here.";
        if (Stranger().Match(folded) is { Success: true } stranger)
            return $"\"{stranger.Value}\" has no meaning in a rule.";
        if (Kind().Matches(folded).FirstOrDefault(kind =>
            !letters.ContainsKey(kind.Groups["name"].Value)) is { } unknown)
            return $"{unknown.Value} is not one of the kinds above.";
        if (!IsNested(folded)) return "A bracket is opened and not closed, or closed and not opened.";
        return Pattern(Pack(rule)).IsMatch(Nothing) ? "This is true of every text." : null;
    }

    public string Pack(string rule)
    {
        var packed = Kind().Replace(PlainWords.Folded(rule), kind => letters[kind.Groups["name"].Value]);
        packed = packed.ReplaceLineEndings(" ").Trim().Replace("...", "__", StringComparison.Ordinal)
            .Replace("..", "_", StringComparison.Ordinal);
        return Word().Replace(AroundSign().Replace(packed, "${sign}"), word => sounds.Of(word.Value));
    }

    public Regex Pattern(string packed) => new($"{Write(packed)}(?= )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    string Write(string packed)
    {
        var written = Part().Replace(packed, part => known.TryGetValue(part.Value, out var meaning)
            ? meaning : IsWord(part.Value) ? $" {part.Value}" : part.Value);
        return $"({written})";
    }

    static bool IsNested(string rule)
    {
        var open = new Stack<char>();
        foreach (var sign in rule)
        {
            if (sign is '(' or '[') open.Push(sign == '(' ? ')' : ']');
            else if (sign is ')' or ']' && !(open.TryPop(out var close) && close == sign)) return false;
        }
        return open.Count == 0;
    }

    static bool IsWord(string part) => char.IsAsciiLetterOrDigit(part[0]);

    [GeneratedRegex("[a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("<(?<name>[a-z]+)>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();

    [GeneratedRegex(@"[^a-z0-9 \n()|<>.*#\[\]]", RegexOptions.NonBacktracking)]
    private static partial Regex Stranger();

    [GeneratedRegex(@" *(?<sign>[()|\[\]]) *", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AroundSign();

    [GeneratedRegex("[A-Za-z0-9_]+|.", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
