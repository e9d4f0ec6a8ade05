using System.Globalization;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Editorial;

/// <summary>A text that a clinician should read again.</summary>
/// <param name="Week">The Monday of the week in which it is to be read; null when that is past.</param>
public sealed record DueReview(Article Text, ReviewState State, DateOnly? Week);

/// <summary>
/// Which texts a clinician should read again and in which week, so that they do not all fall due at once.
/// </summary>
public static class ReviewReport
{
    const int Weeks = 8;
    const int ReviewsInOneWeek = 2;

    /// <summary>The most urgent first.</summary>
    public static IReadOnlyList<DueReview> Due(Shelf shelf)
    {
        var today = shelf.Today;
        var monday = ClinicTime.MondayOf(today);
        var due = shelf.Snapshot.All.Values.Where(text =>
            shelf.IsPublished(text) && text.Matter.NextReview < monday.AddDays(7 * Weeks))
            .OrderBy(text => text.Matter.NextReview).ThenBy(text => text.Address, StringComparer.Ordinal).ToList();
        return
        [
            .. due.Where(text => text.ReviewOn(today) == ReviewState.Withdrawn)
                .Select(text => new DueReview(text, ReviewState.Withdrawn, null)),
            .. due.Where(text => text.ReviewOn(today) == ReviewState.Overdue)
                .Select(text => new DueReview(text, ReviewState.Overdue, null)),
            .. Plan([.. due.Where(text => text.ReviewOn(today) == ReviewState.Current)], monday)
                .OrderBy(entry => entry.Week).Select(entry => new DueReview(entry.Text, ReviewState.Current, entry.Week)),
        ];
    }

    /// <summary>Null when nothing is due in the coming weeks.</summary>
    public static string? Of(Shelf shelf)
    {
        var due = Due(shelf);
        if (due.Count == 0) return null;

        var report = new StringBuilder("These texts of the website need a clinician's eye. When one is read: review <name> --by <clinician>.\n");
        Part(report, "Out of lists and search, since nobody has read them in time:",
            due.Where(one => one.State == ReviewState.Withdrawn));
        Part(report, "Overdue; the pages say so:", due.Where(one => one.State == ReviewState.Overdue));
        foreach (var week in due.Where(one => one.Week is not null).GroupBy(one => one.Week!.Value))
            Part(report, $"To read in the week of {Day(week.Key)}:", week);
        return report.ToString();
    }

    /// <summary>Each in the last week before its day that has room for it; never in the past.</summary>
    static List<(DateOnly Week, Article Text)> Plan(IReadOnlyList<Article> due, DateOnly monday)
    {
        var plan = new List<(DateOnly Week, Article Text)>();
        foreach (var text in due.Reverse())
        {
            var week = ClinicTime.MondayOf(text.Matter.NextReview!.Value);
            while (week > monday && plan.Count(entry => entry.Week == week) >= ReviewsInOneWeek)
                week = week.AddDays(-7);
            plan.Insert(0, (week, text));
        }
        return plan;
    }

    static void Part(StringBuilder report, string head, IEnumerable<DueReview> texts)
    {
        var lines = texts.Select(one => one.Text).Select(text => $"  {text.File.Path}  \"{text.Title}\", due {Day(text.Matter.NextReview!.Value)}\n").ToList();
        if (lines.Count > 0) report.Append('\n').Append(head).Append('\n').AppendJoin("", lines);
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
