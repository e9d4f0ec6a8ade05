using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clinic.Web.Articles;

namespace Clinic.Web.Commands;

/// <summary>The findings of "check" for a person, a program, and two kinds of code host.</summary>
static class ProblemReports
{
    // Apostrophes and angle brackets stay readable: this is no html.
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(IReadOnlyList<ContentProblem> problems, int files)
    {
        var text = new StringBuilder();
        foreach (var file in problems.GroupBy(problem => problem.File, StringComparer.Ordinal))
        {
            text.Append(file.Key).Append('\n');
            foreach (var problem in file)
            {
                text.Append($"  {problem.File}({problem.Line},{problem.Column}): {Kind(problem)}: {problem.Wrong}\n");
                text.Append($"      Expected: {problem.Expected}\n      To mend:  {problem.Rule.Mend} [{problem.Rule.Id}]\n");
            }
            text.Append('\n');
        }
        var (errors, warnings) = (problems.Count(problem => problem.Severity == ProblemSeverity.Error),
            problems.Count(problem => problem.Severity == ProblemSeverity.Warning));
        return text.Append($"{Count(files, "text")} read: {Count(errors, "error")}, "
            + $"{Count(warnings, "warning")}.{(errors == 0 ? " Nothing is failing." : "")}").ToString();
    }

    public static string Json(IReadOnlyList<ContentProblem> problems) =>
        JsonSerializer.Serialize(problems.Select(problem => new
        {
            file = problem.File,
            line = problem.Line,
            column = problem.Column,
            severity = Kind(problem),
            rule = problem.Rule.Id,
            wrong = problem.Wrong,
            expected = problem.Expected,
            mend = problem.Rule.Mend,
        }), Readable);

    /// <summary>Workflow commands, which show each finding beside its line in a pull request.</summary>
    public static string Github(IReadOnlyList<ContentProblem> problems) => string.Join('\n', problems.Select(problem =>
    {
        var place = $"file={Property(problem.File)},line={problem.Line},col={problem.Column}";
        var message = Data($"{problem.Wrong} Expected: {problem.Expected} To mend: {problem.Rule.Mend}");
        return $"::{Kind(problem)} {place},title={Property(problem.Rule.Id)}::{message}";
    }));

    public static string Sarif(IReadOnlyList<ContentProblem> problems) =>
        JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[]
        {
            new
            {
                tool = new
                {
                    driver = new
                    {
                        name = "check",
                        rules = problems.Select(problem => problem.Rule).DistinctBy(rule => rule.Id)
                            .Select(rule => new { id = rule.Id, shortDescription = new { text = rule.Says },
                            help = new { text = rule.Mend } }),
                    },
                },
                columnKind = "utf16CodeUnits",
                results = problems.Select(problem => new
                {
                    ruleId = problem.Rule.Id,
                    level = Kind(problem),
                    message = new
                    {
                        text = $"{problem.Wrong} Expected: {problem.Expected} To mend: {problem.Rule.Mend}",
                    },
                    locations = new[]
                    {
                        new { physicalLocation = new { artifactLocation = new { uri = problem.File },
                            region = new { startLine = problem.Line, startColumn = problem.Column } } },
                    },
                }),
            },
        },
        }, Readable);

    static string Kind(ContentProblem problem) => problem.Severity == ProblemSeverity.Error ? "error" : "warning";

    static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
