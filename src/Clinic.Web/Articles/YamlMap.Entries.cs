using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>The entries of a list, each a mapping or a list of words.</summary>
public sealed partial class YamlMap
{
    public readonly struct YamlNodeReader
    {
        readonly YamlSource source;
        readonly YamlNode node;

        internal YamlNodeReader(YamlSource source, YamlNode node) => (this.source, this.node) = (source, node);

        public bool IsMap => node is YamlMappingNode;

        public YamlMap? AsMap(string expected) => node is YamlMappingNode map
            ? new YamlMap(source, map)
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
