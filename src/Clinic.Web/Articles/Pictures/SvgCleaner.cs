using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// Makes a drawing of what a drawing program saved: without what the program, its author and their disk left in it,
/// without what acts, and without what it would load from elsewhere.
/// </summary>
/// <param name="isByHand">It lies in the folder already: what acts is refused, its words stay, and what is good is left as it is, to the byte.</param>
public sealed class SvgCleaner(bool isByHand)
{
    const int LargestBytes = 8 * 1024 * 1024;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    bool hasTraces;

    /// <exception cref="BadPictureException">It cannot be made into one; the sentences say what to do.</exception>
    public static byte[] Clean(ReadOnlyMemory<byte> bytes, bool isByHand)
    {
        try
        {
            return new SvgCleaner(isByHand).Made(bytes);
        }
        catch (XmlException)
        {
            throw new BadPictureException("This picture cannot be read.",
                "a whole SVG drawing without declarations of its own: \"Save as Plain SVG\" in Inkscape, \"Export As\" SVG in Illustrator.");
        }
    }

    byte[] Made(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestBytes)
            throw new BadPictureException("This drawing is too large.",
                "fewer details, or the drawing exported as a PNG picture.");
        LookAtDepth(bytes);
        using var reader = Reader(bytes);
        var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        var root = document.Root!;
        if (root.Name.LocalName != "svg" || (root.Name.Namespace != SvgNames.Svg
            && root.Name.Namespace != XNamespace.None))
            throw BadPictureException.Damaged();
        if (document.Nodes().Any(node => node is not XElement and not XText))
            hasTraces = true;
        new SvgElements(isByHand, () => hasTraces = true).Clean(root);
        SvgUses.RefuseMany(root);
        if (isByHand && !hasTraces) return bytes.ToArray();
        SvgSize.Write(root);
        SvgIds.Shorten(root);
        return Written(root);
    }

    // Before a tree is made of it.
    void LookAtDepth(ReadOnlyMemory<byte> bytes)
    {
        using var reader = Reader(bytes);
        while (reader.Read())
        {
            if (reader.Depth > SvgWall.Deepest)
                throw new BadPictureException("This drawing is nested too deep.",
                    "fewer groups within groups: ungroup it and save it again.");
            if (reader.NodeType == XmlNodeType.XmlDeclaration
                && !string.Equals(reader.GetAttribute("encoding") ?? "utf-8", "utf-8",
                StringComparison.OrdinalIgnoreCase))
                hasTraces = true;
        }
    }

    // What a document type declares is not read, so that whatever calls upon it is an error.
    XmlReader Reader(ReadOnlyMemory<byte> bytes) => XmlReader.Create(new MemoryStream(bytes.ToArray()), new()
    {
        DtdProcessing = isByHand ? DtdProcessing.Prohibit : DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = LargestBytes,
    });

    static byte[] Written(XElement root)
    {
        using var made = new MemoryStream();
        using (var writer = XmlWriter.Create(made, new()
        {
            Encoding = Utf8,
            OmitXmlDeclaration = true,
            Indent = false
        }))
            root.WriteTo(writer);
        return made.ToArray();
    }
}
