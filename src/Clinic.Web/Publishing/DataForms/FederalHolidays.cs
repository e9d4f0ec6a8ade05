using Clinic.Web.Clinic;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// The eleven holidays of the federal government, on the days on which they are observed (5 U.S.C. 6103).
/// </summary>
public static class FederalHolidays
{
    /// <summary>Of one year. New Year's Day may be observed on the last day of the year before.</summary>
    public static IReadOnlyList<Holiday> Of(int year) =>
    [
        Fixed(year, 1, 1, "New Year's Day"),
        new(Nth(year, 1, DayOfWeek.Monday, 3), "Martin Luther King Jr. Day"),
        new(Nth(year, 2, DayOfWeek.Monday, 3), "Washington's Birthday"),
        new(LastMonday(year, 5), "Memorial Day"),
        Fixed(year, 6, 19, "Juneteenth"),
        Fixed(year, 7, 4, "Independence Day"),
        new(Nth(year, 9, DayOfWeek.Monday, 1), "Labor Day"),
        new(Nth(year, 10, DayOfWeek.Monday, 2), "Columbus Day"),
        Fixed(year, 11, 11, "Veterans Day"),
        new(Nth(year, 11, DayOfWeek.Thursday, 4), "Thanksgiving Day"),
        Fixed(year, 12, 25, "Christmas Day"),
    ];

    // On a Saturday it is observed the day before, on a Sunday the day after.
    static Holiday Fixed(int year, int month, int day, string name)
    {
        var date = new DateOnly(year, month, day);
        return date.DayOfWeek switch
        {
            DayOfWeek.Saturday => new(date.AddDays(-1), $"{name} (observed)"),
            DayOfWeek.Sunday => new(date.AddDays(1), $"{name} (observed)"),
            _ => new(date, name),
        };
    }

    static DateOnly Nth(int year, int month, DayOfWeek weekday, int which)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7 + 7 * (which - 1));
    }

    static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }
}
