using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>Reads one text against the rules of honest medicine, and takes off what a clinician has allowed.</summary>
static class Claims
{
    public static IEnumerable<ContentProblem> Of(Article text, ClaimRules rules, DateOnly today)
    {
        var found = InProse(text, rules).Concat(InMatter(text, rules)).Concat(Missing(text, rules)).ToList();
        var allowed = text.Matter.Allowed;
        foreach (var problem in found.Where(problem =>
            !allowed.Any(exception => exception.Covers(problem.Rule.Id, today)))) yield return problem;
        foreach (var exception in allowed)
        {
            if (!rules.Ids.Contains(exception.RuleId))
                yield return Told(text, exception, $"\"{exception.Rule}\" is no rule of rules/claims.yaml.",
                    "the id of a rule, as check names it.");
            else if (today >= exception.Until)
                yield return Told(text, exception, $"The exception for \"{exception.Rule}\" ended on {exception.Until:yyyy-MM-dd}.",
                    "other words, or a later day after a clinician has looked again.");
            else if (!found.Exists(problem => problem.Rule.Id == exception.RuleId))
                yield return Told(text, exception, $"Nothing in this text needs the exception for \"{exception.Rule}\".",
                    "no such entry.") with
                { Severity = ProblemSeverity.Warning };
        }
    }

    static readonly ContentRule Exceptions = new("exception",
        "An exception from a rule names a clinician, a reason and its last day, and is used.",
        "Change the entry under \"allow\", or take it out.");

    static ContentProblem Told(Article text, AllowedClaim exception, string wrong, string expected) =>
        new(text.File.Path, exception.Line, 1, wrong, expected) { Rule = Exceptions };

    static IEnumerable<ContentProblem> InProse(Article text, ClaimRules rules)
    {
        foreach (var section in Sections(text))
        {
            var words = string.Join(' ', section.Select(paragraph => paragraph.Text));
            foreach (var paragraph in section)
            {
                var sentences = new Lazy<List<Sentence>>(() => [.. Sentences.Of(paragraph.Text)]);
                foreach (var (kind, start, end, isCertain) in rules.Of(paragraph, words))
                {
                    var told = kind.Told(text.File.Path, paragraph.PlaceOf(start), paragraph.Text[start..end],
                        isCertain);
                    yield return Better(told, kind, paragraph, sentences.Value, start, end);
                }
            }
        }
    }

    // Better words are a sentence, which stands for the whole of the one that claims.
    static ContentProblem Better(ContentProblem told, ClaimKind kind, Paragraph paragraph, List<Sentence> sentences,
        int start, int end)
    {
        var sentence = Sentences.Around(sentences, start, end);
        return told with
        {
            End = After(paragraph, end),
            Instead = kind.BetterWords is { } words && sentence.Text is { Length: > 0 }
                ? new(words, paragraph.PlaceOf(sentence.Start), After(paragraph, sentence.End)) : null,
        };
    }

    static (int Line, int Column) After(Paragraph paragraph, int end)
    {
        var (line, column) = paragraph.PlaceOf(end - 1);
        return (line, column + 1);
    }

    // Title and description are read in lists, search and on other sites, without the text.
    static IEnumerable<ContentProblem> InMatter(Article text, ClaimRules rules) =>
        from line in new[] { (Key: "title", Value: text.Title), (Key: "description", Value: text.Matter.Description) }
        where line.Value.Length > 0
        from claim in rules.Of(new(ParagraphKind.Prose, line.Value, [new(0, 1, 1)]) { HasSource = true },
            string.Join(' ', text.Title, text.Matter.Description,
                string.Join(' ', text.Body.Paragraphs.Select(paragraph => paragraph.Text))))
        select claim.Kind.Told(text.File.Path, (text.File.LineOf(line.Key), line.Key.Length + 3 + claim.Start),
            line.Value[claim.Start..claim.End], claim.IsCertain);

    static IEnumerable<ContentProblem> Missing(Article text, ClaimRules rules)
    {
        if (text.IsStandingPage || !text.Body.Paragraphs.Any(paragraph => paragraph.Text.Contains("ketamine", StringComparison.OrdinalIgnoreCase))) return [];
        return rules.Required.Where(demand => !IsMet(text, demand))
            .Select(demand => new ContentProblem(text.File.Path, 1, 1, demand.Rule.Says,
                demand.Instead)
            { Rule = demand.Rule });
    }

    static bool IsMet(Article text, ClaimKind demand) => demand.Place switch
    {
        "links" => text.Body.Links.Any(link => demand.Certain.IsIn(link.Address)),
        "headings" => text.Body.Paragraphs.Any(paragraph => paragraph is { Kind: ParagraphKind.Heading, Level: 2 }
            && demand.Certain.IsIn(paragraph.Text)),
        _ => demand.Certain.IsIn(string.Join(' ', string.Join(" \n ",
            text.Body.Paragraphs.Select(paragraph => paragraph.Text)).Split(
            ' ', StringSplitOptions.RemoveEmptyEntries).Take(demand.FirstWords))),
    };

    /// <summary>From one heading of the second level to the next.</summary>
    static IEnumerable<List<Paragraph>> Sections(Article text)
    {
        var section = new List<Paragraph>();
        foreach (var paragraph in text.Body.Paragraphs)
        {
            if (paragraph is { Kind: ParagraphKind.Heading, Level: <= 2 } && section.Count > 0)
            {
                yield return section;
                section = [];
            }
            section.Add(paragraph);
        }
        yield return section;
    }
}
