using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Pages;

/// <summary>Moments as the clinic's clock shows them.</summary>
public static class ClinicTime
{
    public static DateTime Local(ClinicProfile clinic, DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, clinic.TimeZone).DateTime;

    /// <summary>"October 21 at 10:14 a.m."</summary>
    public static string DayAndTime(ClinicProfile clinic, DateTimeOffset time)
    {
        var local = Local(clinic, time);
        return $"{local.ToString("MMMM d", CultureInfo.InvariantCulture)} at {DirectiveRenderer.Clock(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>"at 10:14 a.m.", with the day when it is not today's.</summary>
    public static string At(ClinicProfile clinic, DateTimeOffset time, DateTimeOffset now) => Local(clinic, time).Date == Local(clinic, now).Date
        ? $"at {DirectiveRenderer.Clock(TimeOnly.FromDateTime(Local(clinic, time)))}"
        : $"on {DayAndTime(clinic, time)}";
}
