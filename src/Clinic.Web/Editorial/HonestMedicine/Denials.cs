using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>Knows when a phrase is denied, asked or quoted from others, and so is no claim of ours.</summary>
public sealed class Denials
{
    const int NearbyBefore = 90;
    const int NearbyAfter = 70;
    const int LongestQuote = 80;

    static readonly string[] Clauses = ["; ", ": ", " — ", " – ", " (", " but ", " yet ", " so ", " because "];
    static readonly string[] Asking = ["Is ", "Are ", "Does ", "Do ", "Can ", "Will ", "Could ", "Has ", "Have ", "Should ", "Was ", "Did ", "May "];

    readonly ClaimPattern before, after, except, quoted, praised;

    Denials(YamlMap? yaml)
    {
        ClaimPattern Of(string key) => new(yaml?.List(key) ?? []);
        (before, after, except, quoted, praised) = (Of("before"), Of("after"), Of("except"), Of("quoted"), Of("praised"));
        yaml?.RefuseOthers();
    }

    public static Denials Read(YamlMap yaml) => new(yaml.Map("denials", "before, after, except, quoted and praised."));

    /// <summary>Of a column: what stands below is what others say.</summary>
    public bool IsOfOthers(string head) => quoted.IsIn(head);

    public bool Frees(Sentence sentence, int start, int end) =>
        IsAsked(sentence) || IsTakenBackBefore(sentence.Text, start) || IsTakenBackAfter(sentence.Text, end) || IsQuotedFromOthers(sentence.Text, start, end);

    static bool IsAsked(Sentence sentence) => sentence.IsQuestion && Array.Exists(Asking, word => sentence.Text.TrimStart('“', '"').StartsWith(word, StringComparison.Ordinal));

    bool IsTakenBackBefore(string text, int start)
    {
        var clause = text[StartOfClause(text, start)..start];
        if (clause.Length > NearbyBefore) clause = clause[^NearbyBefore..];
        var seeming = except.In(clause).ToList();
        return before.In(clause).Any(word => !seeming.Exists(span => span.Start <= word.Start && word.Start < span.End));
    }

    bool IsTakenBackAfter(string text, int end)
    {
        var rest = text[end..Math.Min(text.Length, end + NearbyAfter)];
        var turn = Clauses.Select(mark => rest.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(rest.Length).Min();
        return after.IsIn(rest[..turn]);
    }

    bool IsQuotedFromOthers(string text, int start, int end)
    {
        var opened = text.LastIndexOfAny(['“', '"'], Math.Max(0, Math.Min(start, text.Length - 1)));
        var closed = text.IndexOfAny(['”', '"'], Math.Max(opened + 1, end - 1));
        if (opened < 0 || closed < 0 || closed - opened > LongestQuote) return false;
        if (text[opened] == '"' && text[..opened].Count(c => c == '"') % 2 == 1) return false;
        var around = text[..opened] + " " + text[(closed + 1)..];
        return !praised.IsIn(around) && (quoted.IsIn(around) || before.IsIn(text[..opened]) || after.IsIn(text[(closed + 1)..]));
    }

    // A comma begins a new clause, except in a list: "It is not a cure, a reset or a miracle".
    static int StartOfClause(string text, int end)
    {
        var start = Clauses.Max(mark => text.LastIndexOf(mark, Math.Max(0, end - 1), StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length - 1 : 0);
        for (var comma = text.LastIndexOf(", ", Math.Max(0, end - 1), StringComparison.Ordinal); comma > start; comma = text.LastIndexOf(", ", comma - 1, StringComparison.Ordinal))
        {
            var tail = text[(comma + 2)..Math.Max(comma + 2, end)];
            var goesOn = $" {tail}".Contains(" or ", StringComparison.Ordinal) || tail.StartsWith("nor ", StringComparison.Ordinal) || tail.StartsWith("and that ", StringComparison.Ordinal) || tail.StartsWith("that ", StringComparison.Ordinal);
            if (!goesOn && tail.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 2) return comma + 1;
        }
        return Math.Min(start, end);
    }
}
