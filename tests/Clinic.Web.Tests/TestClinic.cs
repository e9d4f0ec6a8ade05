using Clinic.Web.Clinic;

namespace Clinic.Web.Tests;

/// <summary>A clinic that is always open, in UTC, and answers by the second day at midnight.</summary>
static class TestClinic
{
    public static readonly ClinicProfile Profile = new()
    {
        Name = "A clinic",
        Phone = "+12025550100",
        Email = "hello@clinic.example",
        Address = new("1 Street", "Washington", "DC", "20001", "US"),
        Directions = "Up the stairs.",
        TimeZone = TimeZoneInfo.Utc,
        Hours = [.. Enum.GetValues<DayOfWeek>().Select(day => new DayHours(day, TimeOnly.MinValue, TimeOnly.MinValue))],
        Holidays = [],
        States = ["MD"],
        ReplyWithinWorkingDays = 2,
        People = new Dictionary<string, Person>(),
        Crisis = [new("Emergency", "In danger now.", "911", null, null), new("Lifeline", "In despair.", "988", "988", null)],
    };

    public static readonly CurrentClinic Current = new(() => Profile);
}
