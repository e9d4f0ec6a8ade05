using System.CommandLine;
using Clinic.Web.Articles;
using Clinic.Web.Editorial.Editing;

namespace Clinic.Web.Commands;

/// <summary>
/// new article, rename, review: what an editor does to whole texts. Exit codes: 0 done, 2 not possible, and nothing
/// changed.
/// </summary>
static class EditingCommands
{
    public static IReadOnlyList<Command> For(CommandContext context) =>
        [New(context), Rename(context), Review(context)];

    static Command New(CommandContext context)
    {
        var title = new Argument<string>("title") { Description = "the article's title, in quotes" };
        var article = new Command("article", "Starts a draft.") { title };
        article.SetAction(call => Do(context, call, actions =>
            Started(actions.Start(call.GetValue(title)!.Trim(), actions.DayOf(context.Clock.GetUtcNow())))));
        return new("new", "Starts a text.") { article };
    }

    static string Started(string path) =>
        $"{path} is there, as a draft that nobody else sees. Write. When a clinician has read it: review "
            + $"{Path.GetFileNameWithoutExtension(path)} --by <clinician>. Then take its line \"draft: true\" out.";

    static Command Rename(CommandContext context)
    {
        var (was, becomes) = (new Argument<string>("old") { Description = "the name of the text's file, without .md" },
            new Argument<string>("new") { Description = "its new name" });
        var rename = new Command("rename", "Renames a text: its file, its pictures and all links to it; its old "
            + "address leads to the new one.")
        {
            was,
            becomes,
        };
        rename.SetAction(call => Do(context, call, actions => "Changed: "
            + string.Join(", ", actions.Rename(call.GetValue(was)!, call.GetValue(becomes)!))
            + ". The old address leads to the new one."));
        return rename;
    }

    static Command Review(CommandContext context)
    {
        var text = new Argument<string>("text") { Description = "the name of the text's file, without .md" };
        var by = new Option<string>("--by") { Description = "the clinician's key in clinic.yaml", Required = true };
        var review = new Command("review", "Stamps that a clinician has read a text today and stands by it.")
        {
            text,
            by,
        };
        review.SetAction(call => Do(context, call,
            actions => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"Reviewed today by {call.GetValue(by)}. The next review is due on "
            + $"{actions.Review(call.GetValue(text)!, call.GetValue(by)!, actions.DayOf(context.Clock.GetUtcNow())):yyyy-MM-dd}.")));
        return review;
    }

    static int Do(CommandContext context, ParseResult call, Func<EditorActions, string> work)
    {
        try
        {
            call.InvocationConfiguration.Output.WriteLine(work(new(context.ContentFolder)));
            return 0;
        }
        catch (Exception e) when (e is EditingException or InvalidContentException or IOException or UnauthorizedAccessException)
        {
            call.InvocationConfiguration.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
