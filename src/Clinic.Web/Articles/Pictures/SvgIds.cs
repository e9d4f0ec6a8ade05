using System.Globalization;
using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// The ids of a drawing are names of layers and people. Those that something calls upon become short ones, the others
/// go.
/// </summary>
static class SvgIds
{
    public static void Shorten(XElement root)
    {
        var called = Called(root).ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in root.DescendantsAndSelf().Attributes("id").ToList())
        {
            if (!called.Contains(id.Value) || ids.ContainsKey(id.Value)) id.Remove();
            else id.Value = ids[id.Value] = string.Create(CultureInfo.InvariantCulture, $"p{ids.Count + 1}");
        }
        foreach (var attribute in root.DescendantsAndSelf().Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration).ToList())
        {
            var name = attribute.Name.LocalName;
            if (name == "href") Follow(attribute, [attribute.Value.TrimStart('#')], ids, "#");
            else if (SvgNames.NamingOthers.Contains(name)) Follow(attribute, attribute.Value.Split(' '), ids, "");
            else attribute.Value = SvgStyle.RenameTargets(attribute.Value, ids);
        }
        foreach (var style in root.Descendants(SvgNames.Svg + "style")) style.Value = SvgStyle.Rename(style.Value, ids);
    }

    static void Follow(XAttribute attribute, string[] named, Dictionary<string, string> ids, string mark)
    {
        var found = named.Select(id => ids.GetValueOrDefault(id)).OfType<string>().ToList();
        if (found.Count == 0) attribute.Remove();
        else attribute.Value = string.Join(' ', found.Select(id => mark + id));
    }

    static IEnumerable<string> Called(XElement root)
    {
        foreach (var attribute in root.DescendantsAndSelf().Attributes())
        {
            if (attribute.Name.LocalName == "href") yield return attribute.Value.TrimStart('#');
            else if (SvgNames.NamingOthers.Contains(attribute.Name.LocalName))
                foreach (var id in attribute.Value.Split(' ')) yield return id;
            else if (attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase))
                foreach (var id in SvgStyle.IdsIn(attribute.Value)) yield return id;
        }
        foreach (var id in root.Descendants(SvgNames.Svg + "style").SelectMany(style => SvgStyle.IdsIn(style.Value)))
            yield return id;
    }
}
