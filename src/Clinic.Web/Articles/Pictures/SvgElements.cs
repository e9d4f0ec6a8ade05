using System.Globalization;
using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// Goes through the elements of a drawing, keeps what is allowed and refuses what would change its looks to leave out.
/// </summary>
sealed class SvgElements(bool isByHand, Action onTrace)
{
    readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);

    public void Clean(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().ToList()) Normalize(element);
        foreach (var node in root.DescendantNodes()
            .Where(node => node is XComment or XProcessingInstruction or XDocumentType).ToList())
        {
            onTrace();
            node.Remove();
        }
        foreach (var element in root.Descendants().ToList()) Look(element);
        foreach (var element in root.DescendantsAndSelf().ToList()) LookAtAttributes(element);
        if (classes.Count > 0)
            root.Add(new XElement(SvgNames.Svg + "style", string.Concat(classes.Select(made => $".{made.Value}{{{made.Key}}}"))));
        if (isByHand) return;
        foreach (var text in root.DescendantNodes().OfType<XText>().Where(IsIndentation).ToList()) text.Remove();
    }

    // A drawing without a namespace is meant to be one; prefixes go.
    void Normalize(XElement element)
    {
        if (element.Name.Namespace == XNamespace.None)
        {
            onTrace();
            element.Name = SvgNames.Svg + element.Name.LocalName;
        }
        foreach (var declaration in element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).ToList())
        {
            if (declaration.Value == SvgNames.Svg.NamespaceName && declaration.Name.LocalName == "xmlns") continue;
            if (declaration.Value == SvgNames.Link.NamespaceName && isByHand) continue;
            onTrace();
            declaration.Remove();
        }
    }

    void Look(XElement element)
    {
        if (element.Document is null) return;
        var name = element.Name.LocalName;
        if (isByHand && SvgNames.Acting.Contains(name)) throw Refused($"<{name}>");
        var isOurs = element.Name.Namespace == SvgNames.Svg;
        if (isOurs && name == "image")
            throw new BadPictureException("This picture cannot be read: it holds a photo within the drawing.",
                "the photo as a picture of its own (JPEG or PNG), or the whole drawing exported as PNG.");
        if (isOurs && name == "foreignObject" && IsSeen(element))
            throw new BadPictureException("This picture cannot be read: it holds a box of text that is no drawing.",
                "the text turned into paths: \"Object to Path\" in Inkscape, \"Create Outlines\" in Illustrator; then save it again.");
        if (isOurs && name is "font" or "font-face") throw OwnFont();
        if (isOurs && name == "a")
        {
            // Its looks stay.
            onTrace();
            LookAtAttributes(element);
            element.Attributes().Where(attribute => attribute.Name.LocalName == "href").Remove();
            element.Name = SvgNames.Svg + (SvgNames.Wording.Contains(element.Parent!.Name.LocalName) ? "tspan" : "g");
            return;
        }
        if (isOurs && name == "style") LookAtStyle(element);
        if (isOurs && SvgNames.Elements.Contains(name) && (isByHand || name is not ("title" or "desc"))) return;
        onTrace();
        element.Remove();
    }

    // Illustrator keeps its own file in one, which no browser draws; others put one beside the drawing of the same.
    static bool IsSeen(XElement element) => element.Attribute("requiredExtensions") is null
        && element.Parent!.Name.LocalName != "switch" && !string.IsNullOrWhiteSpace(element.Value);

    void LookAtStyle(XElement style)
    {
        var css = SvgStyle.WithoutComments(style.Value) ?? throw Refused("a comment without an end in its style");
        if (SvgStyle.Fault(css) is { } fault) throw fault == "a font of its own" ? OwnFont() : Refused(fault);
        if (css.Length == style.Value.Length) return;
        onTrace();
        style.Value = css;
    }

    void LookAtAttributes(XElement element)
    {
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList())
        {
            var (name, space) = (attribute.Name.LocalName, attribute.Name.Namespace);
            if (isByHand && name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                throw Refused($"the attribute {name}");
            if (isByHand && name == "href" && !attribute.Value.StartsWith('#'))
                throw Refused("links and files from elsewhere");
            if (name == "href" && element.Name.LocalName is not "a" && !attribute.Value.StartsWith('#')
                && (space == XNamespace.None || space == SvgNames.Link))
                throw Refused("parts that lie in another file");
            if (space == XNamespace.None && name == "style") MoveStyle(element, attribute.Value);
            if (IsAllowed(name, space))
            {
                if (!SvgNames.PlainWords.Contains(name) && SvgStyle.FaultOfValue(attribute.Value) is { } fault)
                    throw Refused(fault);
                if (space != SvgNames.Link || isByHand) continue;
                attribute.Remove();
                if (element.Attribute("href") is null) element.SetAttributeValue("href", attribute.Value);
                continue;
            }
            onTrace();
            attribute.Remove();
        }
    }

    static bool IsAllowed(string name, XNamespace space) =>
        space == XNamespace.Xml ? name is "space" or "lang"
        : space == SvgNames.Link ? name == "href"
        : space == XNamespace.None && SvgNames.Attributes.Contains(name);

    // Some browsers run no style attribute under the policy that a drawing is served with.
    void MoveStyle(XElement element, string style)
    {
        var kept = string.Join(';', SvgStyle.Declarations(SvgStyle.WithoutComments(style) ?? ""));
        if (kept.Length == 0) return;
        if (SvgStyle.FaultOfValue(kept) is { } fault) throw Refused(fault);
        if (!classes.TryGetValue(kept, out var made))
            classes[kept] = made = string.Create(CultureInfo.InvariantCulture, $"own-style-{classes.Count + 1}");
        element.SetAttributeValue("class", $"{element.Attribute("class")?.Value} {made}".Trim());
    }

    static bool IsIndentation(XText text) =>
        string.IsNullOrWhiteSpace(text.Value) && text.Parent is { } parent
            && !SvgNames.Wording.Contains(parent.Name.LocalName);

    static BadPictureException OwnFont() =>
        new("This picture cannot be read: it brings a font of its own, which the site does not load.",
        "the text turned into paths: \"Object to Path\" in Inkscape, \"Create Outlines\" in Illustrator; then save it again.");

    static BadPictureException Refused(string what) => new("This picture cannot be read.",
        $"a drawing without {what}: \"Save as Plain SVG\" in Inkscape, \"Export As\" SVG in Illustrator.");
}
