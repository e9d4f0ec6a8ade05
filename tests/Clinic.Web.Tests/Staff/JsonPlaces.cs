using System.Text.Json.Nodes;

namespace Clinic.Web.Tests.Staff;

/// <summary>Each member and each entry of some JSON, as the way to it, and the same JSON with something else in one of these places.</summary>
static class JsonPlaces
{
    public static IEnumerable<object[]> Of(JsonNode node, params object[] above)
    {
        var below = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray entries => entries.Select((entry, at) => ((object)at, entry)),
            _ => [],
        };
        foreach (var (name, value) in below)
        {
            object[] place = [.. above, name];
            yield return place;
            if (value is null) continue;
            foreach (var inner in Of(value, place)) yield return inner;
        }
    }

    public static JsonObject With(JsonNode good, object[] place, JsonNode? wrong)
    {
        var body = good.DeepClone().AsObject();
        JsonNode at = body;
        foreach (var step in place[..^1]) at = step is int entry ? at[entry]! : at[(string)step]!;
        if (place[^1] is int last) at[last] = wrong;
        else at[(string)place[^1]] = wrong;
        return body;
    }
}
