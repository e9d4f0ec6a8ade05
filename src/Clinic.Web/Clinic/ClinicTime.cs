using System.Globalization;

namespace Clinic.Web.Clinic;

/// <summary>Moments as the clinic's clock shows them.</summary>
public static class ClinicTime
{
    public static DateTime Local(ClinicProfile clinic, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clinic.TimeZone).DateTime;

    /// <summary>"October 21 at 10:14 a.m."</summary>
    public static string DayAndTime(ClinicProfile clinic, DateTimeOffset time)
    {
        var local = Local(clinic, time);
        return $"{local.ToString("MMMM d", CultureInfo.InvariantCulture)} at {DisplayFormat.Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>"Tuesday, October 20 at 10:40 a.m."</summary>
    public static string WeekdayAndTime(ClinicProfile clinic, DateTimeOffset time) =>
        $"{Local(clinic, time).ToString("dddd, ", CultureInfo.InvariantCulture)}{DayAndTime(clinic, time)}";

    /// <summary>"at 10:14 a.m.", with the day when it is not today's.</summary>
    public static string At(ClinicProfile clinic, DateTimeOffset time, DateTimeOffset now) =>
        Local(clinic, time).Date == Local(clinic, now).Date
            ? $"at {DisplayFormat.Time(TimeOnly.FromDateTime(Local(clinic, time)))}"
            : $"on {DayAndTime(clinic, time)}";

    /// <summary>"Tuesday, November 24, 2026, 3:04 p.m. Eastern Standard Time (UTC-05:00)".</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var name = zone.IsDaylightSavingTime(local) ? zone.DaylightName : zone.StandardName;
        var half = local.Hour < 12 ? "a.m." : "p.m.";
        return string.Create(CultureInfo.InvariantCulture,
            $"{local:dddd, MMMM d, yyyy, h:mm} {half} {name} (UTC{local:zzz})");
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>"Tuesday, November 24, 2026".</summary>
    public static string Weekday(DateTime day) => day.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Tuesday, November 24".</summary>
    public static string WeekdayThisYear(DateTime day) => day.ToString("dddd, MMMM d", CultureInfo.InvariantCulture);
}
