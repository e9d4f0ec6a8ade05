using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Publishing.Versions;

/// <summary>What changed in a data file, by its schema: "changed the price of an infusion from $420 to $435".</summary>
static class DataWords
{
    const int LongestShown = 60;

    public static IReadOnlyList<string> Of(string path, byte[] before, byte[] after)
    {
        var (old, now) = (ContentFile.Of(path, before), ContentFile.Of(path, after));
        var said = path switch
        {
            DataFile.ClinicFile => Clinic(DataFile.Clinic(old, []), DataFile.Clinic(now, [])),
            DataFile.CostsFile => Costs(DataFile.Costs(old, []), DataFile.Costs(now, [])),
            DataFile.GlossaryFile => Entries("the word", Terms(DataFile.Glossary(old, [])),
                Terms(DataFile.Glossary(now, []))),
            DataFile.ReferencesFile => Entries("the source", Sources(DataFile.References(old, [])),
                Sources(DataFile.References(now, []))),
            DataFile.RoutesFile => Entries("the way of giving", Routes(DataFile.Routes(old, [])),
                Routes(DataFile.Routes(now, []))),
            _ => [],
        };
        return said.Where(words => words.Length > 0).ToList() is { Count: > 0 } list ? list : [Otherwise(path)];
    }

    static string Otherwise(string path) => path switch
    {
        DataFile.SynonymsFile => "changed the words that the search knows",
        DataFile.CrisisWordsName => "changed the words by which a crisis is known",
        DataFile.ClinicFile => "changed the clinic's facts",
        DataFile.CostsFile => "changed the page of prices",
        DataFile.GlossaryFile => "changed the glossary",
        DataFile.ReferencesFile => "changed the list of sources",
        DataFile.RoutesFile => "changed the ways of giving",
        _ => $"changed {path}",
    };

    static IEnumerable<string> Clinic(ClinicProfile? old, ClinicProfile? now)
    {
        if (old is null || now is null) return [];
        return
        [
            Changed("the clinic's name", old.Name, now.Name),
            Changed("the phone number", old.PhoneShown, now.PhoneShown),
            Changed("the mail address", old.Email, now.Email),
            Changed("the address", Written(old.Address), Written(now.Address)),
            old.Directions == now.Directions ? "" : "changed how to find the clinic",
            Changed("the days in which the clinic answers", $"{old.ReplyWithinWorkingDays}",
                $"{now.ReplyWithinWorkingDays}"),
            .. Enum.GetValues<DayOfWeek>().Select(day => Changed($"{day}'s hours", Hours(old, day), Hours(now, day))),
            .. now.Holidays.Except(old.Holidays).Select(day => $"added {day.Name} on {DisplayFormat.Date(day.Date)} as a holiday"),
            .. old.Holidays.Except(now.Holidays).Select(day => $"took the holiday {day.Name} on {DisplayFormat.Date(day.Date)} out"),
            .. now.States.Except(old.States).Select(state => $"added the state {state}"),
            .. old.States.Except(now.States).Select(state => $"took the state {state} out"),
            .. Entries("the person", People(old), People(now)),
            old.Crisis.SequenceEqual(now.Crisis) ? "" : "changed the crisis lines",
        ];
    }

    static IEnumerable<string> Costs(CostList? old, CostList? now)
    {
        if (old is null || now is null) return [];
        var both = from one in now.Items
                   join other in old.Items on one.Id equals other.Id
                   select (Old: other, Now: one);
        return
        [
            .. both.SelectMany(item => new[]
            {
                Changed($"the price of {item.Now.Name}", DisplayFormat.Price(item.Old.Price),
                    DisplayFormat.Price(item.Now.Price)),
                Changed("the name of a price", item.Old.Name, item.Now.Name),
                (item.Old.Unit, item.Old.Includes) == (item.Now.Unit, item.Now.Includes)
                    ? "" : $"changed what the price of {item.Now.Name} is for",
            }),
            .. Entries("the price of", old.Items.Select(item => (item.Id, item.Name, "")),
                now.Items.Select(item => (item.Id, item.Name, ""))),
        ];
    }

    static IEnumerable<string> Entries(string what, IEnumerable<(string Key, string Name, string Says)> old,
        IEnumerable<(string Key, string Name, string Says)> now)
    {
        var before = old.ToDictionary(one => one.Key, StringComparer.Ordinal);
        var after = now.ToDictionary(one => one.Key, StringComparer.Ordinal);
        return after.Values.Where(one => !before.ContainsKey(one.Key)).Select(one => $"added {what} {Short(one.Name)}")
            .Concat(before.Values.Where(one => !after.ContainsKey(one.Key))
                .Select(one => $"took {what} {Short(one.Name)} out"))
            .Concat(after.Values.Where(one => before.TryGetValue(one.Key, out var other) && other.Says != one.Says)
                .Select(one => $"changed {what} {Short(one.Name)}"));
    }

    static IEnumerable<(string, string, string)> Terms(Glossary? glossary) =>
        (glossary?.Terms ?? []).Select(term => (term.Slug, term.Term, $"{term.Term}|{string.Join(',', term.Also)}|{term.Definition}"));

    static IEnumerable<(string, string, string)> Sources(IReadOnlyDictionary<string, Reference>? references) =>
        (references?.Values ?? []).Select(source => (source.Key, source.Title, $"{source with { Line = 0 }}"));

    static IEnumerable<(string, string, string)> Routes(IReadOnlyList<Articles.Route> routes) =>
        routes.DistinctBy(route => route.Id)
        .Select(route => (route.Id, route.Name, $"{route with { Line = 0, Sources = [] }}{string.Join(',', route.Sources)}"));

    static IEnumerable<(string, string, string)> People(ClinicProfile clinic) =>
        clinic.People.Values.Select(person => (person.Key, person.Name, $"{person}"));

    static string Changed(string what, string before, string after) =>
        before == after ? "" : $"changed {what} from {Short(before)} to {Short(after)}";

    static string Hours(ClinicProfile clinic, DayOfWeek day) => clinic.Hours.FirstOrDefault(hours => hours.Day == day)
        is { Opens: { } opens, Closes: { } closes }
            ? $"{DisplayFormat.Time(opens)} to {DisplayFormat.Time(closes)}" : "closed";

    static string Written(PostalAddress address) =>
        $"{address.Street}, {address.City}, {address.Region} {address.PostalCode}";

    static string Short(string text) => text.Length <= LongestShown ? text : text[..LongestShown].TrimEnd() + "…";
}
