using Clinic.Web.Articles.Values;

namespace Clinic.Web.Articles;

/// <summary>A sentence with a result in figures, and the key of the source that it is from.</summary>
public sealed record Finding(string Text, string Source);

/// <summary>A way of giving ketamine, from routes.yaml.</summary>
public sealed record Route(string Id, string Name, string Medicine, string How, string ReachesBlood, string Status,
    string Evidence, string Session, IReadOnlyList<string> Sources)
{
    /// <summary>In routes.yaml.</summary>
    public int Line { get; init; }

    /// <summary>
    /// What it did in a study, and below what it does to people besides: beside the price, where it is sold.
    /// </summary>
    public Finding? Benefit { get; init; }

    public Finding? Harm { get; init; }

    public static IReadOnlyList<Route> Read(IEnumerable<YamlMap> entries)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. entries.Select(entry => Read(entry, ids))];
    }

    static Route Read(YamlMap entry, HashSet<string> ids)
    {
        var route = new Route(
            entry.Text("id", "a short name."), entry.Text("name", "the route in words."),
                entry.Text("medicine", "which medicine."),
            entry.LongText("how", "how it is given."),
                entry.Text("reaches-blood", "the share that reaches the blood, in words."),
            entry.LongText("status", "its approval status."), entry.LongText("evidence", "one plain sentence."),
                entry.Text("session", "how long a session lasts."),
            entry.List("sources"))
        {
            Line = entry.Line,
            Benefit = ReadFinding(entry, "benefit", "benefit-source"),
            Harm = ReadFinding(entry, "harm", "harm-source"),
        };
        foreach (var finding in new[] { route.Benefit, route.Harm }.OfType<Finding>()
            .Where(finding => finding.Source.Length > 0 && !route.Sources.Contains(finding.Source)))
            entry.Report("sources", $"\"{YamlSource.Short(finding.Source)}\" is not among the sources of this way.",
                $"\"sources: [{finding.Source}, …]\".");
        entry.Note("id", ValueKind.ShortName);
        if (route.Id.Length > 0 && !ids.Add(route.Id))
            entry.Report("id", $"\"{route.Id}\" stands here twice.", "a short name of its own for each way.");
        entry.RefuseOthers();
        return route;
    }

    static Finding? ReadFinding(YamlMap entry, string key, string sourceKey)
    {
        const string sentence = "one sentence with a figure, such as \"30 of 47 people had responded\".";
        const string from = "the key of the source in references.yaml.";
        entry.Note(key, ValueKind.LongText, sentence);
        entry.Note(sourceKey, ValueKind.Text, from);
        return entry.Has(key) || entry.Has(sourceKey)
            ? new(entry.LongText(key, sentence), entry.Text(sourceKey, from)) : null;
    }
}

/// <summary>A price, from costs.yaml, in whole or hundredth units of the file's currency.</summary>
public sealed record Cost(string Id, string Name, decimal Price, string Unit, string Includes)
{
    /// <summary>In costs.yaml.</summary>
    public int Line { get; init; }

    /// <summary>The way of giving ketamine that is sold at this price, by its id in routes.yaml.</summary>
    public string? Route { get; init; }
}

/// <summary>
/// Visits that belong together, such as the first six infusions, and what must be known about their sum.
/// </summary>
public sealed record Course(string Name, IReadOnlyList<(Cost Cost, int Times)> Visits, string Note)
{
    public decimal Sum => Visits.Sum(visit => visit.Cost.Price * visit.Times);
}

public sealed record CostList(string Currency, DateOnly Updated, IReadOnlyList<Cost> Items)
{
    public static readonly CostList Empty = new("USD", default, []);
    const int MostVisits = 99;

    public IReadOnlyList<Course> Courses { get; init; } = [];

    public static CostList Read(YamlMap yaml)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var list = new CostList(
            yaml.Text("currency", "\"currency: USD\"."),
            yaml.Date("updated"),
            [.. yaml.Maps("items", "entries with id, name, price, unit and includes.")
                .Select(entry => ReadItem(entry, ids))]);
        if (list.Currency is not ("USD" or ""))
            yaml.Report("currency", $"\"currency: {YamlSource.Short(list.Currency)}\" is not a currency that this "
                + $"site can show.", "\"currency: USD\": prices are shown with a $.");
        if (yaml.Has("items") && list.Items.Count == 0)
            yaml.Report("items", "No price stands here.", "entries with id, name, price, unit and includes.");
        if (yaml.OptionalMaps("courses", "entries with name, visits and note.") is { } courses)
            list = list with { Courses = [.. courses.Select(entry => ReadCourse(entry, list.Items, ids))] };
        yaml.RefuseOthers();
        return list;
    }

    static Course ReadCourse(YamlMap entry, IReadOnlyList<Cost> items, HashSet<string> ids)
    {
        var visits = new List<(Cost, int)>();
        if (entry.Map("visits", "prices by their id and how often each is due, such as {first-visit: 1, iv-session: 6}.") is { } map)
        {
            foreach (var cost in items)
            {
                if (map.OptionalWholeNumber(cost.Id, 1, MostVisits) is { } times) visits.Add((cost, times));
            }
            // An id that stands twice is told at its line; the one that it took the place of is missing here.
            if (ids.Count == items.Count) map.RefuseOthers();
        }
        var course = new Course(entry.Text("name", "which visits these are."), visits,
            entry.LongText("note", "one plain sentence."));
        entry.RefuseOthers();
        return course;
    }

    static Cost ReadItem(YamlMap entry, HashSet<string> ids)
    {
        var cost = new Cost(entry.Text("id", "a short name."), entry.Text("name", "what is paid for."),
            Price.Read(entry, "price"),
            entry.Text("unit", "\"unit: per visit\"."), entry.LongText("includes", "one plain sentence."))
        { Line = entry.Line, Route = entry.Optional("route") };
        entry.Note("id", ValueKind.ShortName);
        if (cost.Id.Length > 0 && !ids.Add(cost.Id))
            entry.Report("id", $"\"{cost.Id}\" stands here twice.", "a short name of its own for each price.");
        entry.RefuseOthers();
        return cost;
    }
}
