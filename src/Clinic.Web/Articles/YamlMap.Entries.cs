using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>What lies within: mappings, lists of them, and the entries of a list.</summary>
public sealed partial class YamlMap
{
    public YamlMap? Map(string key, string expected)
    {
        Demand(key, ValueKind.Map, expected);
        return Find(key) switch
        {
            YamlMappingNode map => new(source, map, YamlPath.Child(asked.Path, key)),
            { } => Wrong<YamlMap>(key, $"\"{key}\" is not a list of keys and values.", expected),
            null => Missing<YamlMap>(key, expected),
        };
    }

    public IReadOnlyList<YamlMap> Maps(string key, string expected)
    {
        Demand(key, ValueKind.Maps, expected);
        return OptionalMaps(key, expected) ?? Missing<IReadOnlyList<YamlMap>>(key, expected) ?? [];
    }

    public IReadOnlyList<YamlMap>? OptionalMaps(string key, string expected)
    {
        Note(key, ValueKind.Maps, expected);
        var path = YamlPath.Child(asked.Path, key);
        return Find(key) switch
        {
            YamlSequenceNode list => [.. list.Children
                .Select((child, at) => new YamlNodeReader(source, child, YamlPath.Child(path, at)).AsMap(expected))
                    .OfType<YamlMap>()],
            { } => Wrong<IReadOnlyList<YamlMap>>(key, $"\"{key}\" is not a list.", expected) ?? [],
            null => null,
        };
    }

    /// <summary>Every key with the mapping below it, for files whose keys are the names of things.</summary>
    public IEnumerable<(string Key, YamlMap Value)> Entries(string expected)
    {
        asked.HasNames = true;
        foreach (var (keyNode, value) in node.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            Note(key, ValueKind.Map, expected);
            if (value is YamlMappingNode map) yield return (key, new(source, map, YamlPath.Child(asked.Path, key)));
            else Report(key, $"\"{key}\" has no keys and values below it.", expected);
        }
    }

    /// <summary>Every key with the text beside it, for files whose keys are the names of things.</summary>
    public IEnumerable<(string Key, string Value)> Texts()
    {
        asked.HasNames = true;
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>()
            .Select(key => key.Value ?? "")) yield return (key, LongText(key, "some words."));
    }

    public readonly struct YamlNodeReader
    {
        readonly YamlSource source;
        readonly YamlNode node;
        readonly string path;

        internal YamlNodeReader(YamlSource source, YamlNode node, string path) =>
            (this.source, this.node, this.path) = (source, node, path);

        public bool IsMap => node is YamlMappingNode;

        public YamlMap? AsMap(string expected) => node is YamlMappingNode map
            ? new YamlMap(source, map, path)
            : source.Wrong<YamlMap>(node, "This entry has no keys and values.", expected);

        public IReadOnlyList<string> AsList()
        {
            if (node is YamlSequenceNode list)
            {
                foreach (var item in list.Children.Where(item => item is not YamlScalarNode))
                    source.Report((item as YamlMappingNode)?.Children.FirstOrDefault().Key?.Start ?? item.Start,
                        "This part of the entry is not plain words.",
                        "words with commas between them, and \"quotes\" around what holds a colon or a comma.");
                return [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")];
            }
            source.Report(node.Start, "This entry is not a list.", "\"- [one, two]\".");
            return [];
        }
    }
}
