using Clinic.Web.Articles.Values;

namespace Clinic.Web.Articles;

/// <summary>A way of giving ketamine, from routes.yaml.</summary>
public sealed record Route(string Id, string Name, string Medicine, string How, string ReachesBlood, string Status, string Evidence, string Session, IReadOnlyList<string> Sources)
{
    /// <summary>In routes.yaml.</summary>
    public int Line { get; init; }

    public static IReadOnlyList<Route> Read(IEnumerable<YamlMap> entries)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. entries.Select(entry => Read(entry, ids))];
    }

    static Route Read(YamlMap entry, HashSet<string> ids)
    {
        var route = new Route(
            entry.Text("id", "a short name."), entry.Text("name", "the route in words."), entry.Text("medicine", "which medicine."),
            entry.Text("how", "how it is given."), entry.Text("reaches-blood", "the share that reaches the blood, in words."),
            entry.Text("status", "its approval status."), entry.Text("evidence", "one plain sentence."), entry.Text("session", "how long a session lasts."),
            entry.List("sources"))
        { Line = entry.Line };
        if (route.Id.Length > 0 && !ids.Add(route.Id)) entry.Report("id", $"\"{route.Id}\" stands here twice.", "a short name of its own for each way.");
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
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var list = new CostList(
            yaml.Text("currency", "\"currency: USD\"."),
            yaml.Date("updated"),
            [.. yaml.Maps("items", "entries with id, name, price, unit and includes.").Select(entry => ReadItem(entry, ids))]);
        if (list.Currency is not ("USD" or "")) yaml.Report("currency", $"\"currency: {YamlSource.Short(list.Currency)}\" is not a currency that this site can show.", "\"currency: USD\": prices are shown with a $.");
        if (yaml.Has("items") && list.Items.Count == 0) yaml.Report("items", "No price stands here.", "entries with id, name, price, unit and includes.");
        yaml.RefuseOthers();
        return list;
    }

    static Cost ReadItem(YamlMap entry, HashSet<string> ids)
    {
        var cost = new Cost(entry.Text("id", "a short name."), entry.Text("name", "what is paid for."), Price.Read(entry, "price"),
            entry.Text("unit", "\"unit: per visit\"."), entry.Text("includes", "one plain sentence."));
        if (cost.Id.Length > 0 && !ids.Add(cost.Id)) entry.Report("id", $"\"{cost.Id}\" stands here twice.", "a short name of its own for each price.");
        entry.RefuseOthers();
        return cost;
    }
}
