using Clinic.Web.Articles.Values;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles;

/// <summary>Reads the clinic's profile from clinic.yaml.</summary>
public static class ClinicYaml
{
    const int MostWorkingDays = 20;

    public static ClinicProfile Read(YamlMap yaml)
    {
        var profile = new ClinicProfile
        {
            Name = yaml.Text("name", "the clinic's name."),
            IsDemonstration = yaml.Flag("demonstration"),
            Phone = UsNumber.ReadInternational(yaml, "phone"),
            Email = PublicAddress.ReadEmail(yaml, "email"),
            Address = ReadAddress(yaml),
            Directions = yaml.LongText("directions", "how to get there, in words."),
            TimeZone = ClinicHours.ReadZone(yaml, "time-zone"),
            Hours = ClinicHours.ReadHours(yaml, "hours"),
            Holidays = [.. yaml.Maps("holidays", "entries with date and name.").Select(ReadHoliday)],
            States = UsPlace.ReadStates(yaml, "states"),
            ReplyWithinWorkingDays = yaml.WholeNumber("reply-within-working-days", 1, MostWorkingDays),
            People = ReadPeople(yaml),
            Crisis = [.. yaml.Maps("crisis", "entries with name, say and call or text.").Select(ReadCrisisLine)],
        };
        if (profile.States.Count == 0 && yaml.Peek("states") is null or "")
            yaml.Report("states", "No state is served.", "\"states: [DC, MD, VA]\".");
        foreach (var twice in profile.Holidays.GroupBy(holiday => holiday.Date).Where(group => group.Count() > 1))
            yaml.Report("holidays", $"{twice.Key:yyyy-MM-dd} stands here twice.", "each day once.");
        if (profile.People.Count == 0 && yaml.Has("people"))
            yaml.Report("people", "No person stands here.", "the people who write and treat, each by a key.");
        if (yaml.Has("crisis") && !profile.Crisis.Any(line => line is { Call: not null, Text: not null }))
            yaml.Report("crisis", "No crisis line can be both called and texted; every page shows one.",
                "an entry such as the 988 Lifeline, with call and text.");
        yaml.RefuseOthers();
        return profile;
    }

    static PostalAddress ReadAddress(YamlMap yaml)
    {
        if (yaml.Map("address", "street, city, region, postal-code and country.") is not { } entry)
            return new("", "", "", "", "");
        var address = new PostalAddress(entry.Text("street", "a street."), entry.Text("city", "a city."),
            UsPlace.ReadState(entry, "region"),
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
        foreach (var (key, entry) in yaml.Map("people", "people by their key.")?.Entries("name, role and credential.")
            ?? [])
        {
            if (!FrontMatter.IsSlug(key))
                entry.Report("name", $"\"{YamlSource.Short(key)}\" is not a short name.",
                    "small letters, digits and hyphens, such as clinical-lead.");
            people[key] = new(key, entry.Text("name", "a name."), entry.Text("role", "a role."),
                entry.Optional("credential"), entry.Flag("placeholder"))
            {
                Photo = entry.Optional("photo"),
            };
            entry.RefuseOthers();
        }
        return people;
    }

    static CrisisLine ReadCrisisLine(YamlMap entry)
    {
        var line = new CrisisLine(entry.Text("name", "who answers."), entry.LongText("say", "when to use it."),
            UsNumber.ReadDialed(entry, "call"), UsNumber.ReadTexted(entry, "text"), entry.Optional("text-word"));
        if (line.Call is null && line.Text is null)
            entry.Report("call", "This line can be neither called nor texted.", "\"call\" or \"text\".");
        entry.RefuseOthers();
        return line;
    }
}
