using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>Lists of words that phrases call by name, and the little words that may stand inside any phrase.</summary>
public sealed class WordLists
{
    readonly Dictionary<string, IReadOnlyList<string>> lists = new(StringComparer.Ordinal);

    public WordLists(YamlMap? yaml)
    {
        if (yaml?.Map("lists", "a name, and the words it stands for.") is not { } named) return;
        foreach (var name in named.Keys) lists[name] = named.List(name);
    }

    public IReadOnlyList<string> Of(string name) =>
        lists.TryGetValue(name, out var words)
            ? words : throw new FormatException($"No list of words is called \"{name}\".");
}
