using System.Globalization;

namespace Clinic.Web.Articles;

/// <summary>A person who writes for or treats at the clinic. A placeholder is shown as "to be replaced".</summary>
public sealed record Person(string Key, string Name, string Role, string? Credential, bool IsPlaceholder);

public sealed record CrisisLine(string Name, string Say, string? Call, string? Text, string? TextWord);

public sealed record PostalAddress(string Street, string City, string Region, string PostalCode, string Country);

/// <summary>Opening times of one weekday, clinic's local time; null times mean closed.</summary>
public sealed record DayHours(DayOfWeek Day, TimeOnly? Opens, TimeOnly? Closes);

public sealed record Holiday(DateOnly Date, string Name);

/// <summary>Who the clinic is: the one place for its name, number, address, hours and people (content/clinic.yaml).</summary>
public sealed record ClinicProfile
{
    const int MostWorkingDays = 20;

    public required string Name { get; init; }
    public bool IsDemonstration { get; init; }
    /// <summary>E.164, such as +12025550143.</summary>
    public required string Phone { get; init; }
    public required string Email { get; init; }
    public required PostalAddress Address { get; init; }
    public required string Directions { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }
    public required IReadOnlyList<DayHours> Hours { get; init; }
    public required IReadOnlyList<Holiday> Holidays { get; init; }
    public required IReadOnlyList<string> States { get; init; }

    public string StatesServed => $"Our clinicians may treat people who live in {UsStates.AnyOf(States)}.";
    public required int ReplyWithinWorkingDays { get; init; }
    public required IReadOnlyDictionary<string, Person> People { get; init; }
    public required IReadOnlyList<CrisisLine> Crisis { get; init; }

    public string PhoneShown => Phone is ['+', '1', .. { Length: 10 } d] ? $"({d[..3]}) {d[3..6]}-{d[6..]}" : Phone;

    public static ClinicProfile Read(YamlMap yaml)
    {
        var profile = new ClinicProfile
        {
            Name = yaml.Text("name", "the clinic's name."),
            IsDemonstration = yaml.Flag("demonstration"),
            Phone = yaml.Text("phone", "\"phone: \\\"+12025550143\\\"\"."),
            Email = yaml.Text("email", "the clinic's public e-mail address."),
            Address = ReadAddress(yaml),
            Directions = yaml.Text("directions", "how to get there, in words."),
            TimeZone = ReadTimeZone(yaml),
            Hours = ReadHours(yaml),
            Holidays = [.. yaml.Maps("holidays", "entries with date and name.").Select(ReadHoliday)],
            States = yaml.List("states"),
            ReplyWithinWorkingDays = (int)Math.Clamp(yaml.Number("reply-within-working-days"), 1, MostWorkingDays),
            People = ReadPeople(yaml),
            Crisis = [.. yaml.Maps("crisis", "entries with name, say and call or text.").Select(ReadCrisisLine)],
        };
        if (profile.Phone is not ['+', .. { Length: >= 10 and <= 15 } digits] || !digits.All(char.IsAsciiDigit))
            yaml.Report("phone", "This is not a telephone number in international form.", "\"+1\" and ten digits, in quotes.");
        if (profile.States.Count == 0) yaml.Report("states", "No state is served.", "\"states: [DC, MD, VA]\".");
        if (!profile.Crisis.Any(line => line is { Call: not null, Text: not null }))
            yaml.Report("crisis", "No crisis line can be both called and texted; every page shows one.", "an entry such as the 988 Lifeline, with call and text.");
        yaml.RefuseOthers();
        return profile;
    }

    static PostalAddress ReadAddress(YamlMap yaml)
    {
        if (yaml.Map("address", "street, city, region, postal-code and country.") is not { } entry) return new("", "", "", "", "");
        var address = new PostalAddress(entry.Text("street", "a street."), entry.Text("city", "a city."), entry.Text("region", "a state code."),
            entry.Text("postal-code", "a ZIP code."), entry.Text("country", "a country code."));
        entry.RefuseOthers();
        return address;
    }

    static TimeZoneInfo ReadTimeZone(YamlMap yaml)
    {
        var id = yaml.Text("time-zone", "a name such as America/New_York.");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        yaml.Report("time-zone", $"\"{id}\" is not a time zone.", "a name such as America/New_York.");
        return TimeZoneInfo.Utc;
    }

    static List<DayHours> ReadHours(YamlMap yaml)
    {
        var hours = new List<DayHours>();
        if (yaml.Map("hours", "monday to sunday.") is not { } entry) return hours;
        foreach (var day in Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7))
        {
            var key = day.ToString().ToLowerInvariant();
            var text = entry.Text(key, $"\"{key}: 09:00-17:00\" or \"{key}: closed\".");
            var parts = text.Split('-');
            if (parts.Length == 2 && Time(parts[0]) is { } opens && Time(parts[1]) is { } closes && opens < closes) hours.Add(new(day, opens, closes));
            else
            {
                if (text is not ("closed" or "")) entry.Report(key, $"\"{text}\" is not a time span.", "\"09:00-17:00\" or \"closed\".");
                hours.Add(new(day, null, null));
            }
        }
        entry.RefuseOthers();
        return hours;

        static TimeOnly? Time(string text) =>
            TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    static Holiday ReadHoliday(YamlMap entry)
    {
        var holiday = new Holiday(entry.Date("date"), entry.Text("name", "the holiday's name."));
        entry.RefuseOthers();
        return holiday;
    }

    static Dictionary<string, Person> ReadPeople(YamlMap yaml)
    {
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        foreach (var (key, entry) in yaml.Map("people", "people by their key.")?.Entries("name, role and credential.") ?? [])
        {
            people[key] = new(key, entry.Text("name", "a name."), entry.Text("role", "a role."), entry.Optional("credential"), entry.Flag("placeholder"));
            entry.RefuseOthers();
        }
        return people;
    }

    static CrisisLine ReadCrisisLine(YamlMap entry)
    {
        var line = new CrisisLine(entry.Text("name", "who answers."), entry.Text("say", "when to use it."), entry.Optional("call"), entry.Optional("text"), entry.Optional("text-word"));
        if (line.Call is null && line.Text is null) entry.Report("call", "This line can be neither called nor texted.", "\"call\" or \"text\".");
        entry.RefuseOthers();
        return line;
    }
}
