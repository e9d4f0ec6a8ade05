using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Site;

namespace Clinic.Web.Tests.Site;

/// <summary>Mondays to Fridays, 9 to 5 in New York, an answer within two working days.</summary>
public sealed class OpeningHoursTests
{
    static readonly OpeningHours Hours = new(Clinic());

    [Theory]
    [InlineData("2026-10-21T09:00:00-04:00", true)]
    [InlineData("2026-10-21T08:59:59-04:00", false)]
    [InlineData("2026-10-21T16:59:59-04:00", true)]
    [InlineData("2026-10-21T17:00:00-04:00", false)]
    [InlineData("2026-10-21T14:00:00-07:00", false)]
    [InlineData("2026-10-24T12:00:00-04:00", false)]
    [InlineData("2026-11-26T12:00:00-05:00", false)]
    public void The_clinic_is_open_from_the_first_minute_until_the_last(string moment, bool isOpen) => Assert.Equal(isOpen, Hours.IsOpen(Moment(moment)));

    [Theory]
    [InlineData("2026-03-06T13:30:00Z", false)]
    [InlineData("2026-03-09T13:30:00Z", true)]
    [InlineData("2026-03-06T21:30:00Z", true)]
    [InlineData("2026-03-09T21:30:00Z", false)]
    [InlineData("2026-10-30T13:30:00Z", true)]
    [InlineData("2026-11-02T13:30:00Z", false)]
    [InlineData("2026-11-02T21:30:00Z", true)]
    public void Hours_follow_the_clock_on_the_wall_when_it_is_changed(string moment, bool isOpen) => Assert.Equal(isOpen, Hours.IsOpen(Moment(moment)));

    [Theory]
    [InlineData("2026-10-21T12:00:00-04:00", "2026-10-23T17:00")]
    [InlineData("2026-10-21T23:59:00-04:00", "2026-10-23T17:00")]
    [InlineData("2026-10-22T03:59:00Z", "2026-10-23T17:00")]
    [InlineData("2026-10-22T04:00:00Z", "2026-10-26T17:00")]
    [InlineData("2026-10-24T12:00:00-04:00", "2026-10-27T17:00")]
    [InlineData("2027-01-15T18:05:00-05:00", "2027-01-20T17:00")]
    [InlineData("2026-12-24T12:00:00-05:00", "2026-12-29T17:00")]
    [InlineData("2026-10-30T18:05:00-04:00", "2026-11-03T17:00")]
    public void An_answer_comes_by_the_end_of_the_second_working_day(string received, string by) =>
        Assert.Equal(DateTime.Parse(by, System.Globalization.CultureInfo.InvariantCulture), Hours.AnswerBy(Moment(received)));

    [Theory]
    [InlineData("2026-10-21T12:00:00-04:00", "2026-10-23T21:00:00Z")]
    [InlineData("2026-10-24T12:00:00-04:00", "2026-10-27T21:00:00Z")]
    [InlineData("2026-11-25T12:00:00-05:00", "2026-11-30T22:00:00Z")]
    [InlineData("2027-01-15T18:05:00-05:00", "2027-01-20T22:00:00Z")]
    // Received before the clock on the wall is changed, answered after.
    [InlineData("2026-10-30T18:05:00-04:00", "2026-11-03T22:00:00Z")]
    [InlineData("2027-03-11T12:00:00-05:00", "2027-03-15T21:00:00Z")]
    public void The_promise_is_a_moment_over_weekends_holidays_and_the_change_of_the_clock(string received, string by) =>
        Assert.Equal(Moment(by), Hours.Promise(Moment(received)));

    [Fact]
    public async Task The_received_page_promises_that_day()
    {
        // A Friday at five past six in the evening, before Martin Luther King Jr. Day.
        using var site = new ClinicSite { Clock = new(Moment("2027-01-15T18:05:00-05:00")) };
        using var form = await FormBrowser.At(site);

        var received = await form.Follow(await form.Send());

        Assert.Contains("by phone by the end of Wednesday, January 20", received.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    static ClinicProfile Clinic()
    {
        var problems = new List<ContentProblem>();
        var profile = ClinicYaml.Read(YamlMap.Parse("clinic.yaml", File.ReadAllText(Repository.Path("content/clinic.yaml")), problems)!);
        Assert.Empty(problems);
        DayHours OfficeDay(DayOfWeek day) => new(day, new(9, 0), new(17, 0));
        return profile with
        {
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
            ReplyWithinWorkingDays = 2,
            Hours = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(OfficeDay), new(DayOfWeek.Saturday, null, null), new(DayOfWeek.Sunday, null, null)],
            Holidays = [new(new(2026, 11, 26), "Thanksgiving Day"), new(new(2026, 12, 25), "Christmas Day"), new(new(2027, 1, 18), "Martin Luther King Jr. Day")],
        };
    }

    static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
