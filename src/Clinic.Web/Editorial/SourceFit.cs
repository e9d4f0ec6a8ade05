using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>
/// Whether a source can carry the sentence that names it: the same drug, people and not animals, a group with its size.
/// </summary>
static partial class SourceFit
{
    const int SmallTrial = 100;

    static readonly ContentRule Drug = new("wrong-drug", "A sentence about one drug names a source about that drug.",
        "Name a source about this drug, or say which drug was studied.");
    static readonly ContentRule Animal = new("animal-study", "What was seen in animals is told of animals.",
        "Write \"In rats …\" or \"In animals …\", or name a study in people.");
    static readonly ContentRule Group =
        new("number-without-group", "A share of people says of how many people, and of whom.",
        "Write \"In one trial of 223 adults, 53 of 100 …\".");
    static readonly ContentRule NoDifference =
        new("small-trial", "A small trial cannot show that there is no difference.",
        "Write \"no clear difference\", and that the trial was small.");
    static readonly ContentRule News = new("news-source", "A news report is told as one.",
        "Name the paper instead, or write \"by a news report\".");

    public static IEnumerable<ContentProblem> Of(Article text, IReadOnlyDictionary<string, Reference> sources)
    {
        foreach (var paragraph in text.Body.Paragraphs.Where(paragraph => paragraph.Citations.Count > 0))
        {
            foreach (var sentence in Sentences.Of(paragraph.Text))
            {
                // A mark taken out before a full stop stands one place behind it.
                var named = paragraph.Citations.Where(mark => mark.At >= sentence.Start && mark.At <= sentence.End + 1)
                    .Select(mark => sources.GetValueOrDefault(mark.Key)).OfType<Reference>().ToList();
                if (named.Count == 0 || sentence.IsQuestion) continue;
                foreach (var (rule, severity, wrong, expected) in Found(sentence.Text, paragraph, named))
                {
                    var (line, column) = paragraph.PlaceOf(sentence.Start);
                    yield return new(text.File.Path, line, column, wrong, expected, severity) { Rule = rule };
                }
            }
        }
    }

    static IEnumerable<(ContentRule Rule, ProblemSeverity Severity, string Wrong, string Expected)> Found(
        string sentence, Paragraph paragraph, List<Reference> named)
    {
        var keys = string.Join(", ", named.Select(source => source.Key));
        var (speaksOfKetamine, speaksOfEsketamine) = (Ketamine().IsMatch(sentence), Esketamine().IsMatch(sentence));
        if (speaksOfKetamine && !speaksOfEsketamine && named.TrueForAll(source => source.Drug == "esketamine"))
            yield return (Drug, ProblemSeverity.Error,
                $"This sentence speaks of ketamine, and {keys} is about esketamine.",
                "a source about ketamine, or the word esketamine.");
        if (speaksOfEsketamine && !speaksOfKetamine && named.TrueForAll(source => source.Drug == "ketamine"))
            yield return (Drug, ProblemSeverity.Error,
                $"This sentence speaks of esketamine, and {keys} is about ketamine.",
                "a source about esketamine, or the word ketamine.");
        if (named.TrueForAll(source => source.Kind == SourceKind.Animal)
            && !Animals().IsMatch(paragraph.Text + " " + paragraph.Head))
            yield return (Animal, ProblemSeverity.Error,
                $"{keys} is a study in animals, and the sentence does not say so.",
                "\"In rats\", \"In animals\" or the like.");
        if (named.TrueForAll(source => source.Kind == SourceKind.News) && !Reported().IsMatch(paragraph.Text))
            yield return (News, ProblemSeverity.Warning, $"{keys} is a news report, and the text does not say so.",
                "\"by a news report\", or the paper itself.");
        if (Share().IsMatch(sentence) && !Size().IsMatch(paragraph.Text)
            && named.TrueForAll(source => source.Kind is SourceKind.Trial or SourceKind.Study))
            yield return (Group, ProblemSeverity.Warning, "This share does not say of how many people it is.",
                named.Find(source => source.People is not null) is { } known
                    ? $"the group, such as \"of {known.People} people\"."
                    : "how many people were studied, and who they were.");
        if (NoGap().IsMatch(sentence) && !Unsure().IsMatch(paragraph.Text)
            && named.TrueForAll(source => source is { Kind: SourceKind.Trial, People: < SmallTrial }))
            yield return (NoDifference, ProblemSeverity.Warning,
                $"{keys} had {named[0].People} people, too few to show that there is no difference.",
                "\"no clear difference\", and how small the trial was.");
    }

    [GeneratedRegex(@"\bketamine\b", NonBacktracking)]
    private static partial Regex Ketamine();

    [GeneratedRegex(@"\besketamine\b|\bspravato\b", NonBacktracking)]
    private static partial Regex Esketamine();

    [GeneratedRegex(@"\b(?:rats?|mice|mouse|rodents?|animals?|monkeys?)\b", NonBacktracking)]
    private static partial Regex Animals();

    [GeneratedRegex(@"\b(?:news|reported|press|announce[ds]?|notice)\b", NonBacktracking)]
    private static partial Regex Reported();

    [GeneratedRegex(@"\d\s?%|\d percent\b|\b\d+ (?:out of|of|in) (?:every )?(?:10|100|1,000)\b", NonBacktracking)]
    private static partial Regex Share();

    const string Sizes =
        @"\b\d[\d,]* (?:[\w-]+ ){0,3}(?:people|adults|patients|men|women|veterans|participants|users|clinicians|"
        + @"advertisers|deaths|volunteers|service members)\b"
        + @"|\bof \d[\d,]*\b(?! ?%)(?<!of 100)(?<!of 10)(?<!of 1,000)";

    [GeneratedRegex(Sizes, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Size();

    [GeneratedRegex(@"\bno (?:difference|gap|effect|gain|change|benefit)\b|\b(?:did|do) not differ\b|\bno better than\b|\bthe same as placebo\b",
        NonBacktracking)]
    private static partial Regex NoGap();

    [GeneratedRegex(@"\b(?:clear|chance|small|few|larger|too|cannot|rule out|overall|only)\b", NonBacktracking)]
    private static partial Regex Unsure();

    const RegexOptions NonBacktracking =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;
}
