using Clinic.Web.Articles.Values;

namespace Clinic.Web.Articles;

/// <summary>A person who writes for or treats at the clinic. A placeholder is shown as "to be replaced".</summary>
public sealed record Person(string Key, string Name, string Role, string? Credential, bool IsPlaceholder)
{
    /// <summary>A picture of the content folder, such as pages/about/jane-doe.png.</summary>
    public string? Photo { get; init; }

    /// <summary>Of the first and the last name: for "Dr. Jane van Doe" JD.</summary>
    public string Initials
    {
        get
        {
            var names = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => char.IsLetter(part[0]) && part[^1] != '.').ToList();
            return string.Concat(names.Take(1).Concat(names.Skip(1).TakeLast(1)).Select(name => char.ToUpperInvariant(name[0])));
        }
    }
}

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

    /// <summary>For who is in danger now: the first line that can be called.</summary>
    public CrisisLine Emergency => Crisis.First(line => line.Call is not null);

    /// <summary>For who is in despair: the first line that can be called and texted.</summary>
    public CrisisLine Lifeline => Crisis.FirstOrDefault(line => line is { Call: not null, Text: not null }) ?? Emergency;

    public string PhoneShown => Phone is ['+', '1', .. { Length: 10 } d] ? $"({d[..3]}) {d[3..6]}-{d[6..]}" : Phone;

    public static ClinicProfile Read(YamlMap yaml)
    {
        var profile = new ClinicProfile
        {
            Name = yaml.Text("name", "the clinic's name."),
            IsDemonstration = yaml.Flag("demonstration"),
            Phone = UsNumber.ReadInternational(yaml, "phone"),
            Email = PublicAddress.ReadEmail(yaml, "email"),
            Address = ReadAddress(yaml),
            Directions = yaml.Text("directions", "how to get there, in words."),
            TimeZone = ClinicTime.ReadZone(yaml, "time-zone"),
            Hours = ClinicTime.ReadHours(yaml, "hours"),
            Holidays = [.. yaml.Maps("holidays", "entries with date and name.").Select(ReadHoliday)],
            States = UsPlace.ReadStates(yaml, "states"),
            ReplyWithinWorkingDays = yaml.WholeNumber("reply-within-working-days", 1, MostWorkingDays),
            People = ReadPeople(yaml),
            Crisis = [.. yaml.Maps("crisis", "entries with name, say and call or text.").Select(ReadCrisisLine)],
        };
        if (profile.States.Count == 0 && yaml.Peek("states") is null or "") yaml.Report("states", "No state is served.", "\"states: [DC, MD, VA]\".");
        foreach (var twice in profile.Holidays.GroupBy(holiday => holiday.Date).Where(group => group.Count() > 1))
            yaml.Report("holidays", $"{twice.Key:yyyy-MM-dd} stands here twice.", "each day once.");
        if (profile.People.Count == 0 && yaml.Has("people")) yaml.Report("people", "No person stands here.", "the people who write and treat, each by a key.");
        if (yaml.Has("crisis") && !profile.Crisis.Any(line => line is { Call: not null, Text: not null }))
            yaml.Report("crisis", "No crisis line can be both called and texted; every page shows one.", "an entry such as the 988 Lifeline, with call and text.");
        yaml.RefuseOthers();
        return profile;
    }

    static PostalAddress ReadAddress(YamlMap yaml)
    {
        if (yaml.Map("address", "street, city, region, postal-code and country.") is not { } entry) return new("", "", "", "", "");
        var address = new PostalAddress(entry.Text("street", "a street."), entry.Text("city", "a city."), UsPlace.ReadState(entry, "region"),
            UsPlace.ReadPostalCode(entry, "postal-code"), UsPlace.ReadCountry(entry, "country"));
        entry.RefuseOthers();
        return address;
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
            if (!FrontMatter.IsSlug(key)) entry.Report("name", $"\"{YamlSource.Short(key)}\" is not a short name.", "small letters, digits and hyphens, such as clinical-lead.");
            people[key] = new(key, entry.Text("name", "a name."), entry.Text("role", "a role."), entry.Optional("credential"), entry.Flag("placeholder")) { Photo = entry.Optional("photo") };
            entry.RefuseOthers();
        }
        return people;
    }

    static CrisisLine ReadCrisisLine(YamlMap entry)
    {
        var line = new CrisisLine(entry.Text("name", "who answers."), entry.Text("say", "when to use it."), UsNumber.ReadDialed(entry, "call"), UsNumber.ReadTexted(entry, "text"), entry.Optional("text-word"));
        if (line.Call is null && line.Text is null) entry.Report("call", "This line can be neither called nor texted.", "\"call\" or \"text\".");
        entry.RefuseOthers();
        return line;
    }
}
