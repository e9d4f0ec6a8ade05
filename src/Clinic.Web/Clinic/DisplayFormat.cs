using System.Globalization;

namespace Clinic.Web.Clinic;

/// <summary>How prices, times and dates are written for readers.</summary>
public static class DisplayFormat
{
    /// <summary>"$420" or "$420.50".</summary>
    public static string Price(decimal price) =>
        price.ToString(price == decimal.Truncate(price) ? "$#,0" : "$#,0.00", CultureInfo.InvariantCulture);

    /// <summary>"9 a.m." or "10:14 a.m."</summary>
    public static string Time(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture)
            + (time.Hour < 12 ? " a.m." : " p.m.");

    /// <summary>"November 24, 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
