using System.Globalization;

namespace Clinic.Web.Consultations;

/// <summary>The clinic's clock, and the day by which it answers what came at a moment, both as they are now.</summary>
public sealed record ClinicCalendar(Func<TimeZoneInfo> Zone, Func<DateTimeOffset, DateTime> AnswerBy)
{
    /// <summary>"Tuesday, November 24, 2026, 3:04 p.m. Eastern Standard Time (UTC-05:00)".</summary>
    public string Moment(DateTimeOffset at) => Moment(at, Zone());

    public static string Moment(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var name = zone.IsDaylightSavingTime(local) ? zone.DaylightName : zone.StandardName;
        var half = local.Hour < 12 ? "a.m." : "p.m.";
        return string.Create(CultureInfo.InvariantCulture, $"{local:dddd, MMMM d, yyyy, h:mm} {half} {name} (UTC{local:zzz})");
    }

    public static string Day(DateTime day) => day.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture);
}
