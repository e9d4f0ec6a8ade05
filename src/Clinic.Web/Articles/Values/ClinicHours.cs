using System.Globalization;
using System.Text.RegularExpressions;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles.Values;

/// <summary>The clinic's clock and hours.</summary>
static partial class ClinicHours
{
    const string Zones = "America/New_York, America/Chicago, America/Denver, America/Phoenix, America/Los_Angeles, "
        + "America/Anchorage or Pacific/Honolulu";

    public static TimeZoneInfo ReadZone(YamlMap yaml, string key)
    {
        var id = yaml.Text(key, $"a name such as {Zones}.");
        // "EST" is known too, and never changes to summer time.
        var isPlace = id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal);
        if (isPlace && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        if (id.Length > 0) yaml.Report(key,
            $"\"{YamlSource.Short(id)}\" is not the name of a time zone that knows summer time.",
            $"a name such as {Zones}.");
        return TimeZoneInfo.Utc;
    }

    public static List<DayHours> ReadHours(YamlMap yaml, string key)
    {
        var hours = new List<DayHours>();
        if (yaml.Map(key, "monday to sunday.") is not { } entry) return hours;
        foreach (var day in Enum.GetValues<DayOfWeek>()
            .OrderBy(day => ((int)day + 6) % 7)) hours.Add(ReadDay(entry, day));
        entry.RefuseOthers();
        return hours;
    }

    static DayHours ReadDay(YamlMap entry, DayOfWeek day)
    {
        var key = day.ToString().ToLowerInvariant();
        var expected = $"\"{key}: 09:00-17:00\", by a clock of 24 hours, or \"{key}: closed\".";
        var text = entry.Text(key, expected);
        entry.Note(key, ValueKind.Hours);
        if (text.Length == 0 || text.Equals("closed", StringComparison.OrdinalIgnoreCase)) return new(day, null, null);
        if (Span().Match(text) is not { Success: true } span || Time(span, "opens") is not { } opens
            || Time(span, "closes") is not { } closes)
            entry.Report(key, $"\"{key}: {YamlSource.Short(text)}\" cannot be read as opening hours.", expected);
        else if (opens >= closes)
            entry.Report(key, $"\"{key}: {YamlSource.Short(text)}\" closes before it opens.", expected);
        else
            return new(day, opens, closes);
        return new(day, null, null);
    }

    static TimeOnly? Time(Match span, string end) =>
        TimeOnly.TryParseExact(span.Groups[end].Value, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time) ? time : null;

    [GeneratedRegex(@"^(?<opens>\d{1,2}:\d{2})\s?[-–]\s?(?<closes>\d{1,2}:\d{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Span();
}
