using Clinic.Web.Articles;
using Clinic.Web.Delivery;
using Clinic.Web.Publishing;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Commands;

/// <summary>Whether the site shows what lies in the content folder, and whether it lies well there.</summary>
static class ContentCheckup
{
    const string Mend = "Mend the file that is named, or put it back; it is shown as soon as it is saved. \"check\" "
        + "names every line that is wrong.";

    public static IReadOnlyList<Finding> Look(CommandContext context, IServiceProvider? services)
    {
        try
        {
            return [services?.GetService<ShownContent>() is { } shown
                ? Shown(shown) : OnTheDisk(context.ContentFolder), Place(context), .. History(services)];
        }
        catch (InvalidContentException e)
        {
            return [Broken(context.ContentFolder, e.Problems), Place(context)];
        }
    }

    static Finding Place(CommandContext context)
    {
        var (folder, own) = (context.ContentFolder, ShippedContent.For(context.ContentFolder));
        if (!context.Environment.IsDevelopment() && ShippedContent.IsReplacedByUpgrades(folder))
            return new("content folder", Condition.Warning,
                $"{folder} is the program's own, and an upgrade replaces it with what staff wrote in it",
                "Set Site:ContentFolder to a folder of its own, such as /var/lib/clinic/content, and copy this one "
                    + "there first (see deploy/README.md).");
        return own.Unsettled() is { Count: > 0 } files
            ? new("content folder", Condition.Warning,
                $"{folder}: changed here and by an upgrade, and kept as they are here: {string.Join(", ", files)}",
                $"Compare each with the one in {own.Shipped} and take over what you want. A file that is changed here is no longer named.")
            : new("content folder", Condition.Ok, $"{folder}, which no upgrade replaces");
    }

    static Finding Shown(ShownContent shown)
    {
        var (older, errors) = (shown.Older(), shown.Errors());
        var says = older.Count == 0 ? $"{Count(errors)} to mend"
            : $"{Count(errors)} to mend. {string.Join(" ", older)}";
        return shown.IsFolderLost ? new("content", Condition.Failing, says,
            "Put the content folder back: see that its volume is mounted, or that Site:ContentFolder names it.")
            : errors + older.Count > 0 ? new("content", Condition.Warning, says, Mend)
            : new("content", Condition.Ok, "is shown as it lies in its folder");
    }

    static IEnumerable<Finding> History(IServiceProvider? services)
    {
        if (services?.GetService<ContentFolderState>()?.WhyReadOnly is { } why)
            yield return new("content history", Condition.Warning, why,
                "Until then texts can be changed on another machine only, and this one shows older ones.");
        if (services?.GetService<ContentConflicts>()?.Open(CancellationToken.None).GetAwaiter()
            .GetResult() is { Count: > 0 } conflicts)
            yield return new("content history", Condition.Warning, string.Join(" ", conflicts),
                "Somebody who edits the site settles each at /staff/history.");
    }

    // Without the site's settings or its store.
    static Finding OnTheDisk(string folder)
    {
        var errors = new SnapshotReader(new(folder))
            .Read().Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        return errors.Count == 0 ? new("content", Condition.Ok, "can be read") : Broken(folder, errors);
    }

    static Finding Broken(string folder, IReadOnlyList<ContentProblem> problems) =>
        new("content", Condition.Failing, $"{Count(problems.Count)} to mend in {folder}; the first: {problems[0]}",
            Mend);

    static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";
}
