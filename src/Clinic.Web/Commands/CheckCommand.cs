using System.CommandLine;
using Clinic.Web.Articles;

namespace Clinic.Web.Commands;

/// <summary>
/// Reads the content folder, or one text, and says what is wrong. Exit codes: 0 nothing is failing, 1 something is, 2
/// there is nothing to read.
/// </summary>
static class CheckCommand
{
    public static Command For(CommandContext context)
    {
        var path = new Argument<string?>("path")
        {
            Description = "a content folder, or one markdown file; the site's content folder when left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format")
        {
            Description = "text, json, github or sarif",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "github", "sarif");
        var check = new Command("check", "Proofreads the content: what is wrong, in which file and line, and how to mend it.")
        {
            path,
            format,
        };
        check.SetAction(call =>
            Run(call.GetValue(path), call.GetValue(format)!, context, call.InvocationConfiguration));
        return check;
    }

    static int Run(string? path, string format, CommandContext context, InvocationConfiguration to)
    {
        if (CheckedContent.Find(path, context.ContentFolder) is not { } content)
        {
            to.Error.WriteLine($"There is nothing to check at \"{path}\": give a content folder or a markdown file.");
            return 2;
        }
        var problems = content.Proofread(DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime));
        to.Output.WriteLine(format switch
        {
            "json" => ProblemReports.Json(problems),
            "github" => ProblemReports.Github(problems),
            "sarif" => ProblemReports.Sarif(problems),
            _ => ProblemReports.Text(problems, content.Files),
        });
        return problems.Any(problem => problem.Severity == ProblemSeverity.Error) ? 1 : 0;
    }
}
