using System.Globalization;
using System.Xml;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// The last look at a drawing before it is served, whoever cleaned it: only what stands still, loads nothing and runs
/// nothing.
/// </summary>
public static class SvgWall
{
    public const int Deepest = 64;
    const int MostElements = 50_000;
    const int Largest = 20_000;

    /// <exception cref="BadPictureException">It holds what no drawing of the site may hold.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Look(bytes);
        }
        catch (XmlException)
        {
            throw BadPictureException.Damaged();
        }
    }

    static (int, int) Look(ReadOnlyMemory<byte> bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()),
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var (size, elements, isStyle) = ((0, 0), 0, false);
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && isStyle
                && SvgStyle.Fault(reader.Value) is { } fault)
                throw Refused(fault);
            if (reader.NodeType != XmlNodeType.Element) continue;
            isStyle = reader.LocalName == "style";
            if (reader.Depth > Deepest || ++elements > MostElements) throw Refused("more parts than a drawing has");
            if (reader.NamespaceURI != SvgNames.Svg.NamespaceName || !SvgNames.Elements.Contains(reader.LocalName)
                || (reader.Depth == 0 && reader.LocalName != "svg"))
                throw Refused($"<{reader.Name}>");
            if (reader.Depth == 0)
                size = SizeIn(reader.GetAttribute("width"), reader.GetAttribute("height"),
                    reader.GetAttribute("viewBox"));
            for (var i = 0; i < reader.AttributeCount; i++)
            {
                reader.MoveToAttribute(i);
                if (!IsHarmless(reader)) throw Refused($"the attribute {reader.Name}");
            }
            reader.MoveToElement();
            isStyle &= !reader.IsEmptyElement;
        }
        return size is ( > 0, > 0) ? size
            : throw new BadPictureException("This picture cannot be read.",
                "an SVG drawing with a viewBox, which says how wide and high it is.");
    }

    static bool IsHarmless(XmlReader attribute) =>
        attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/" || attribute.NamespaceURI == XmlNamespace
        || (SvgNames.Attributes.Contains(attribute.LocalName)
            && (attribute.NamespaceURI.Length == 0
                || (attribute.NamespaceURI == SvgNames.Link.NamespaceName && attribute.LocalName == "href"))
            && (attribute.LocalName != "href" || attribute.Value.StartsWith('#'))
            && (SvgNames.PlainWords.Contains(attribute.LocalName) || SvgStyle.FaultOfValue(attribute.Value) is null));

    const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    static BadPictureException Refused(string what) =>
        new("This picture cannot be read.", $"an SVG drawing without {what}; \"Plain SVG\" of a drawing program is one.");

    // A viewBox alone counts in pixels; of a drawing made in millimetres the cleaner writes both.
    static (int, int) SizeIn(string? width, string? height, string? viewBox) =>
        Number(width) is { } w && Number(height) is { } h ? (w, h)
        : viewBox?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is [_, _, var across, var down]
            && Number(across) is { } wide && Number(down) is { } high ? (wide, high)
        : (0, 0);

    static int? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0.5 and <= Largest
            ? (int)Math.Round(number) : null;
}
