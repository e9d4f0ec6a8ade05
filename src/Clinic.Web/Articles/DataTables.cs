namespace Clinic.Web.Articles;

/// <summary>A way of giving ketamine, from routes.yaml.</summary>
public sealed record Route(string Id, string Name, string Medicine, string How, string ReachesBlood, string Status, string Evidence, string Session, IReadOnlyList<string> Sources)
{
    public static IReadOnlyList<Route> Read(IEnumerable<YamlMap> entries) => [.. entries.Select(Read)];

    static Route Read(YamlMap entry)
    {
        var route = new Route(
            entry.Text("id", "a short name."), entry.Text("name", "the route in words."), entry.Text("medicine", "which medicine."),
            entry.Text("how", "how it is given."), entry.Text("reaches-blood", "the share that reaches the blood, in words."),
            entry.Text("status", "its approval status."), entry.Text("evidence", "one plain sentence."), entry.Text("session", "how long a session lasts."),
            entry.List("sources"));
        entry.RefuseOthers();
        return route;
    }
}

/// <summary>A price, from costs.yaml, in whole or hundredth units of the file's currency.</summary>
public sealed record Cost(string Id, string Name, decimal Price, string Unit, string Includes);

public sealed record CostList(string Currency, DateOnly Updated, IReadOnlyList<Cost> Items)
{
    public static readonly CostList Empty = new("USD", default, []);

    public static CostList Read(YamlMap yaml)
    {
        var list = new CostList(
            yaml.Text("currency", "\"currency: USD\"."),
            yaml.Date("updated"),
            [.. yaml.Maps("items", "entries with id, name, price, unit and includes.").Select(ReadItem)]);
        yaml.RefuseOthers();
        return list;
    }

    static Cost ReadItem(YamlMap entry)
    {
        var cost = new Cost(entry.Text("id", "a short name."), entry.Text("name", "what is paid for."), entry.Number("price"),
            entry.Text("unit", "\"unit: per visit\"."), entry.Text("includes", "one plain sentence."));
        entry.RefuseOthers();
        return cost;
    }
}
