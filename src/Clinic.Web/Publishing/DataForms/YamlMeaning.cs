using System.Text.Json;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>What a YAML text says, apart from how it is written: equal for two texts that say the same.</summary>
static class YamlMeaning
{
    public static string Of(YamlPart part) => Of(part, YamlPath.Root, null, null);

    /// <summary>As if the children of one list or mapping were others.</summary>
    public static string Of(YamlPart root, string container, Action<List<string>> change) =>
        Of(root, YamlPath.Root, container, change);

    public static string OfText(string value) => JsonSerializer.Serialize(value);

    public static string OfPair(string key, string meaning) => $"{OfText(key)}:{meaning}";

    public static string OfList(IEnumerable<string> values) => $"[{string.Join(',', values.Select(OfText))}]";

    public static string OfMap(IEnumerable<(string Key, string Meaning)> pairs) =>
        $"{{{string.Join(',', pairs.Select(pair => OfPair(pair.Key, pair.Meaning)))}}}";

    static string Of(YamlPart part, string path, string? container, Action<List<string>>? change)
    {
        if (part.IsText) return OfText(part.Value);
        var children = part.Items.Select((item, at) => part.IsMap
            ? OfPair(part.Keys[at].Value, Of(item, YamlPath.Child(path, part.Keys[at].Value), container, change))
            : Of(item, YamlPath.Child(path, at), container, change)).ToList();
        if (path == container) change!(children);
        return part.IsMap ? $"{{{string.Join(',', children)}}}" : $"[{string.Join(',', children)}]";
    }
}
