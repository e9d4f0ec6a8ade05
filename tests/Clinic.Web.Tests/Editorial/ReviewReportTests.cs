using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

public sealed class ReviewReportTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 6, 3, 16, 0, 0, TimeSpan.Zero);

    readonly ContentCopy content = new();

    [Fact]
    public void Reviews_that_fall_due_together_are_spread_over_the_weeks_before()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e" }) Due(name, "2026-06-24");
        Due("late", "2026-05-20");
        Due("gone", "2026-03-01");
        Due("far", "2026-11-01");

        var report = ReviewReport.Of(content.Read().At(Noon))!;

        Assert.Equal(
            [
                "Out of lists and search, since nobody has read them in time:", "gone",
                "Overdue; the pages say so:", "late",
                "To read in the week of 2026-06-08:", "a",
                "To read in the week of 2026-06-15:", "b", "c",
                "To read in the week of 2026-06-22:", "d", "e",
            ],
            report.Split('\n')[1..].Where(line => line.Length > 0).Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line.Split('/', '.')[1] : line));
    }

    [Fact]
    public void Drafts_and_texts_that_are_not_due_make_no_report()
    {
        Due("draft", "2026-06-10", "draft: true");
        Due("far", "2026-11-01");

        Assert.Null(ReviewReport.Of(content.Read().At(Noon)));
    }

    void Due(string name, string day, params string[] changes) =>
        content.Write($"articles/{name}.md", ContentCopy.Article("Words.", [$"title: {name}", $"reviewed: {(string.CompareOrdinal(day, "2026-03-01") > 0 ? "2026-01-15" : "2025-09-01")}", $"next-review: {day}", .. changes]));

    public void Dispose() => content.Dispose();
}
