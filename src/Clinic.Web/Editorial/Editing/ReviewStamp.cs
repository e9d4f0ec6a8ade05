using System.Globalization;
using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.Editing;

/// <summary>What a review writes into the block at the top of a text, and on which day the next one is due.</summary>
public static class ReviewStamp
{
    const int MonthsToNextReview = 6;
    const int MostWeeksEarlier = 8;

    /// <summary>In half a year; a little earlier where many are due in that week.</summary>
    public static DateOnly NextReview(ContentSnapshot content, string path, DateOnly today)
    {
        var day = today.AddMonths(MonthsToNextReview);
        for (var earlier = 0; earlier <= MostWeeksEarlier; earlier++)
        {
            var tried = day.AddDays(-7 * earlier);
            if (!content.All.Values.Any(other =>
                other.File.Path != path && other.Matter.NextReview is { } due && WeekOf(due) == WeekOf(tried)))
                return tried;
        }
        return day;
    }

    /// <summary>The same text, reviewed by a clinician today.</summary>
    /// <param name="isForReaders">Whether it is a draft no longer.</param>
    public static byte[] Signed(byte[] text, string reviewer, DateOnly today, DateOnly next, bool isForReaders)
    {
        var edited = EditedText.Of(text);
        Stamp(edited, reviewer, today, next);
        if (isForReaders) edited.Remove("draft");
        return Encoding.UTF8.GetBytes(edited.Text);
    }

    /// <summary>The same text, whose next review is due on this day; the last one stays what it was before.</summary>
    public static byte[] DueOn(byte[] text, byte[] before, DateOnly today)
    {
        var edited = EditedText.Of(text);
        if (ArticleReader.Split(ContentFile.Of("", before)) is var (yaml, _, _)
            && YamlMap.Parse("", yaml, []) is { } top)
        {
            foreach (var key in new[] { "reviewer", "reviewed" })
                if (top.Peek(key) is { } value) edited.Set(key, value);
        }
        edited.Set("next-review", Day(today));
        return Encoding.UTF8.GetBytes(edited.Text);
    }

    internal static void Stamp(EditedText text, string reviewer, DateOnly today, DateOnly next)
    {
        text.Set("reviewer", reviewer);
        text.Set("reviewed", Day(today));
        text.Set("next-review", Day(next));
    }

    static int WeekOf(DateOnly day) => (day.DayNumber - 1) / 7;

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
