using System.Collections.Frozen;
using Clinic.Web.Articles;
using Clinic.Web.Editorial.HonestMedicine;

namespace Clinic.Web.Editorial;

/// <summary>Reads a snapshot as a careful colleague would, the day and the house's rules in mind.</summary>
public sealed class Proofreader(ContentSnapshot snapshot, RuleBook rules, DateOnly today)
{
    /// <summary>Everything wrong in the folder, by file and line.</summary>
    public IReadOnlyList<ContentProblem> ReadAll() => InOrder(
    [
        .. snapshot.Problems,
        .. SharedNames.Of(snapshot),
        .. Sourcing.Of(snapshot),
        .. rules.Retractions.In(snapshot),
        .. ReferenceParts.Of(snapshot, today),
        .. FairBalance.Of(snapshot),
        .. Unfinished.Of(snapshot),
        .. DataTexts.Of(snapshot, today),
        .. ClaimsInData.Of(snapshot, rules.Claims),
        .. snapshot.All.Values.SelectMany(Read),
    ]);

    /// <summary>What is wrong in one text, beside what its reading has found already.</summary>
    public IEnumerable<ContentProblem> Read(Article text) =>
    [
        .. InnerLinks.Broken(snapshot, text),
        .. HeadingOrder.Of(text),
        .. PictureWeight.Of(snapshot, text),
        .. AsTyped.Of(text, snapshot.References),
        .. TypedFacts.Of(text),
        .. Readability.Of(text),
        .. snapshot.IsUnread(DataFile.GlossaryFile) ? [] : rules.HardWords.Unexplained(text, snapshot.Glossary),
        .. Claims.Of(text, rules.Claims, today),
        .. SourceFit.Of(text, snapshot.References),
        .. ReviewsDue.Of(text, today),
    ];

    /// <summary>What <see cref="ReadAll"/> would say of one text, without looking at the others.</summary>
    public IEnumerable<ContentProblem> ReadAlone(Article text)
    {
        var alone = snapshot with
        {
            All = new Dictionary<string, Article>(StringComparer.Ordinal) { [text.Address] = text }.ToFrozenDictionary(StringComparer.Ordinal),
        };
        return [.. SharedNames.Of(snapshot), .. Sourcing.Of(alone), .. rules.Retractions.In(alone),
            .. ReferenceParts.Of(alone, today), .. Read(text)];
    }

    /// <summary>By file and line, but first what keeps a data file from being read: much hangs on it.</summary>
    public static IReadOnlyList<ContentProblem> InOrder(IEnumerable<ContentProblem> problems) =>
        [.. problems.OrderBy(problem => IsRoot(problem) ? 0 : 1).ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>Whether a file of data or a picture cannot be used before this is mended.</summary>
    public static bool IsRoot(ContentProblem problem) => problem.Severity == ProblemSeverity.Error
        && !ContentFolder.IsText(problem.File)
        && (problem.Rule == ContentRule.Schema || problem.Rule == ContentRule.File
            || problem.Rule == ContentRule.Picture);
}
