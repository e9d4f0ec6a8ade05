using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// A few lines that repeat each other can draw more than a telephone can. How often is reckoned before anybody draws
/// it.
/// </summary>
static class SvgUses
{
    const int Most = 20_000;

    public static void RefuseMany(XElement root)
    {
        var byId = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Attribute("id") is { } id) byId.TryAdd(id.Value, element);
        }
        var drawn = new Dictionary<string, long>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        if (Drawn(root, byId, drawn, open) > Most) throw Refused();
    }

    // No deeper than there are ids; a circle of them is refused.
    static long Drawn(XElement from, Dictionary<string, XElement> byId, Dictionary<string, long> drawn,
        HashSet<string> open)
    {
        long sum = 0;
        foreach (var use in from.DescendantsAndSelf().Where(element => element.Name.LocalName == "use"))
        {
            var id = (use.Attribute("href") ?? use.Attribute(SvgNames.Link + "href"))?.Value.TrimStart('#');
            if (id is null || !byId.TryGetValue(id, out var target)) continue;
            if (!drawn.TryGetValue(id, out var times))
            {
                if (!open.Add(id) || open.Count > SvgWall.Deepest) throw Refused();
                times = Math.Min(Most + 1, target.DescendantsAndSelf().Count() + Drawn(target, byId, drawn, open));
                open.Remove(id);
                drawn[id] = times;
            }
            sum += times;
            if (sum > Most) throw Refused();
        }
        return sum;
    }

    static BadPictureException Refused() => new("This drawing repeats its parts too often to be drawn.",
        "each part drawn where it stands: \"Unlink Clone\" in Inkscape, \"Expand\" in Illustrator; then save it again.");
}
