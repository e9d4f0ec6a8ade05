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
        .. Unfinished.Of(snapshot),
        .. snapshot.All.Values.SelectMany(Read),
    ]);

    /// <summary>What is wrong in one text, beside what its reading has found already.</summary>
    public IEnumerable<ContentProblem> Read(Article text) =>
    [
        .. InnerLinks.Broken(snapshot, text),
        .. HeadingOrder.Of(text),
        .. AsTyped.Of(text, snapshot.References),
        .. TypedFacts.Of(text),
        .. Readability.Of(text),
        .. rules.HardWords.Unexplained(text, snapshot.Glossary),
        .. Claims.Of(text, rules.Claims, today),
        .. ReviewsDue.Of(text, today),
    ];

    public static IReadOnlyList<ContentProblem> InOrder(IEnumerable<ContentProblem> problems) =>
        [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
