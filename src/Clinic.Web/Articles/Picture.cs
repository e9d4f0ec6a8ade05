using System.Buffers.Binary;
using System.Globalization;
using System.Xml;

namespace Clinic.Web.Articles;

/// <summary>
/// A picture of the content folder. Its size in pixels is read from the file, so that pages never jump while it loads.
/// </summary>
public sealed record Picture(string Path, string ContentType, ReadOnlyMemory<byte> Bytes, int Width, int Height)
{
    public const int LargestBytes = 300 * 1024;

    public static readonly IReadOnlyDictionary<string, string> ContentTypes =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [".svg"] = "image/svg+xml",
            [".png"] = "image/png",
        };

    public string Address => ContentKind.Of(Path)!.AddressOf(Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    public static Picture? Read(string folder, string path, ICollection<ContentProblem> problems)
    {
        try
        {
            var file = ContentFile.Find(folder, path);
            if (file.Length <= LargestBytes) return Of(path, ContentFile.BytesOf(file), problems);
            problems.Add(Refusal(path, "This picture is too large.", $"at most {LargestBytes / 1024} kB."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Refusal(path, "This picture cannot be read.", "a whole SVG or PNG file."));
        }
        return null;
    }

    public static Picture? Of(string path, byte[] bytes, ICollection<ContentProblem> problems)
    {
        var isSvg = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
        try
        {
            if ((isSvg ? SvgSize(bytes) : PngSize(bytes)) is var (width, height) && width > 0 && height > 0)
                return new(path, ContentTypes[System.IO.Path.GetExtension(path)], bytes, width, height);
            problems.Add(Refusal(path, "This picture cannot be read.", isSvg
                ? "an SVG drawing with a viewBox and without scripts." : "a PNG picture."));
        }
        catch (XmlException)
        {
            problems.Add(Refusal(path, "This picture cannot be read.", "a whole SVG or PNG file."));
        }
        return null;
    }

    static ContentProblem Refusal(string path, string wrong, string expected) => new(path, 1, 1, wrong, expected)
    {
        Rule = ContentRule.Picture,
    };

    static (int, int)? PngSize(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 24 && bytes[..8].SequenceEqual(
            (ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])
            ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : null;

    static (int, int)? SvgSize(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes),
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        (int, int)? size = null;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.Depth == 0) size = ViewBox(reader.GetAttribute("viewBox"));
            if (reader.LocalName is "script" or "foreignObject" or "image") return null;
            for (var i = 0; i < reader.AttributeCount; i++)
            {
                reader.MoveToAttribute(i);
                if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)) return null;
                if (reader.LocalName == "href" && !reader.Value.StartsWith('#')) return null;
            }
        }
        return size;
    }

    static (int, int)? ViewBox(string? text) =>
        text?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is [_, _, var w, var h]
        && double.TryParse(w, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(h, CultureInfo.InvariantCulture, out var height)
            ? ((int)Math.Round(width), (int)Math.Round(height))
            : null;
}
