namespace Clinic.Web.Clinic;

/// <summary>When the clinic is open, and by when it answers, in its own time zone with its holidays.</summary>
public sealed class OpeningHours(ClinicProfile clinic)
{
    const int FarthestDay = 60;

    public bool IsOpen(DateTimeOffset moment)
    {
        var local = Local(moment);
        return HoursOn(DateOnly.FromDateTime(local)) is { Opens: { } opens, Closes: { } closes }
            && TimeOnly.FromDateTime(local) is var time && time >= opens && time < closes;
    }

    /// <summary>
    /// The last minute of the working day by which a request that came at the moment given is answered, clinic's local
    /// time.
    /// </summary>
    public DateTime AnswerBy(DateTimeOffset received)
    {
        var local = Local(received);
        var day = DateOnly.FromDateTime(local);
        var counted = 0;
        for (var ahead = 0; ahead < FarthestDay; ahead++)
        {
            var hours = HoursOn(day.AddDays(ahead));
            if (hours?.Closes is not { } closes || ahead == 0) continue;
            counted++;
            if (counted == clinic.ReplyWithinWorkingDays) return day.AddDays(ahead).ToDateTime(closes);
        }
        return local.AddDays(FarthestDay);
    }

    /// <summary>
    /// The same as a moment, which no later change of hours, holidays or the clock on the wall moves.
    /// </summary>
    public DateTimeOffset Promise(DateTimeOffset received)
    {
        var by = AnswerBy(received);
        return new(by, clinic.TimeZone.GetUtcOffset(by));
    }

    /// <summary>Whether the clinic is open for some of this time on some day of the week.</summary>
    public bool IsOpenBetween(TimeOnly from, TimeOnly until) =>
        OpenDays().Any(day => day.Opens < until && day.Closes > from);

    public IEnumerable<DayHours> OpenDays() => clinic.Hours.Where(day => day.Opens is not null);

    /// <summary>For the foot of every page: "Open now, until 5 p.m. today." or when it opens next.</summary>
    public string Sentence(DateTimeOffset moment)
    {
        var local = Local(moment);
        var (today, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (IsOpen(moment)) return $"Open now, until {DisplayFormat.Time(HoursOn(today)!.Closes!.Value)} today.";
        for (var ahead = 0; ahead < FarthestDay; ahead++)
        {
            if (HoursOn(today.AddDays(ahead))?.Opens is not { } opens || (ahead == 0 && time >= opens)) continue;
            var day = ahead switch
            {
                0 => "today",
                1 => "tomorrow",
                < 7 => $"on {today.AddDays(ahead).DayOfWeek}",
                _ => $"on {DisplayFormat.Date(today.AddDays(ahead))}",
            };
            return $"Closed now. Open {day} at {DisplayFormat.Time(opens)}";
        }
        return "Closed now.";
    }

    /// <summary>
    /// The next moment at which something that pages say about time is no longer true: an opening, a closing or
    /// midnight.
    /// </summary>
    public DateTimeOffset NextChange(DateTimeOffset moment)
    {
        var local = Local(moment);
        var today = DateOnly.FromDateTime(local);
        var next = HoursOn(today) is { Opens: { } opens, Closes: { } closes }
            ? new[] { today.ToDateTime(opens), today.ToDateTime(closes) }.Where(time => time > local)
                .DefaultIfEmpty(local.Date.AddDays(1)).Min()
            : local.Date.AddDays(1);
        return new DateTimeOffset(next, clinic.TimeZone.GetUtcOffset(next));
    }

    /// <summary>The week in as few lines as it takes: "Monday to Friday, 9 a.m. to 5 p.m."</summary>
    public IEnumerable<string> Summary()
    {
        var days = OpenDays().ToList();
        for (var first = 0; first < days.Count;)
        {
            var last = first;
            while (last + 1 < days.Count
                && (days[last + 1].Opens, days[last + 1].Closes) == (days[first].Opens, days[first].Closes)
                && (int)days[last + 1].Day == ((int)days[last].Day + 1) % 7)
                last++;
            var span = last == first ? $"{days[first].Day}" : $"{days[first].Day} to {days[last].Day}";
            yield return $"{span}, {DisplayFormat.Time(days[first].Opens!.Value)} to {DisplayFormat.Time(days[first].Closes!.Value)}";
            first = last + 1;
        }
    }

    /// <summary>Null on closed days and holidays.</summary>
    public DayHours? HoursOn(DateOnly day) =>
        clinic.Holidays.Any(holiday => holiday.Date == day) ? null
        : clinic.Hours.FirstOrDefault(hours => hours.Day == day.DayOfWeek && hours.Opens is not null);

    DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, clinic.TimeZone).DateTime;
}
