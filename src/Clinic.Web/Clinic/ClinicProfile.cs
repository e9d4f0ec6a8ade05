namespace Clinic.Web.Clinic;

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
            var names = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(part => char.IsLetter(part[0]) && part[^1] != '.').ToList();
            return string.Concat(names.Take(1).Concat(names.Skip(1).TakeLast(1))
                .Select(name => char.ToUpperInvariant(name[0])));
        }
    }
}

public sealed record CrisisLine(string Name, string Say, string? Call, string? Text, string? TextWord);

public sealed record PostalAddress(string Street, string City, string Region, string PostalCode, string Country);

/// <summary>Opening times of one weekday, clinic's local time; null times mean closed.</summary>
public sealed record DayHours(DayOfWeek Day, TimeOnly? Opens, TimeOnly? Closes);

public sealed record Holiday(DateOnly Date, string Name);

/// <summary>
/// Who the clinic is: the one place for its name, number, address, hours and people (content/clinic.yaml).
/// </summary>
public sealed record ClinicProfile
{
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
    public CrisisLine Lifeline =>
        Crisis.FirstOrDefault(line => line is { Call: not null, Text: not null }) ?? Emergency;

    /// <summary>Null when the clinic names no line for poisonings.</summary>
    public CrisisLine? Poison => Crisis.FirstOrDefault(
        line => line is { Call: not null } && line.Name.Contains("Poison", StringComparison.OrdinalIgnoreCase));

    /// <summary>"call or text 988", or whatever the profile says.</summary>
    public string InDespair => Lifeline switch
    {
        { Text: null } line => $"call {line.Call}",
        { Call: var call, Text: var text } when call == text => $"call or text {call}",
        var line => $"call {line.Call} or text {line.Text}",
    };

    public string PhoneShown => Phone is ['+', '1', .. { Length: 10 } d] ? $"({d[..3]}) {d[3..6]}-{d[6..]}" : Phone;
}
