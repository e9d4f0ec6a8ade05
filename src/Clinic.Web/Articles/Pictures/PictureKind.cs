namespace Clinic.Web.Articles.Pictures;

public enum PictureKind { Svg, Jpeg, Png, Webp }

public static class PictureKinds
{
    /// <summary>
    /// By what the bytes begin with; null for what the site does not show. A drawing is told by its words, later.
    /// </summary>
    public static PictureKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? PictureKind.Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])
            ? PictureKind.Png
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? PictureKind.Webp
        : null;

    /// <summary>What a file of this name says it is; null for no picture of ours.</summary>
    public static PictureKind? Named(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => PictureKind.Svg,
        ".jpg" or ".jpeg" => PictureKind.Jpeg,
        ".png" => PictureKind.Png,
        ".webp" => PictureKind.Webp,
        _ => null,
    };

    public static string NameOf(this PictureKind kind) => kind switch
    {
        PictureKind.Svg => "SVG",
        PictureKind.Jpeg => "JPEG",
        PictureKind.Png => "PNG",
        PictureKind.Webp => "WebP",
    };

    public static string EndingOf(this PictureKind kind) => kind switch
    {
        PictureKind.Svg => ".svg",
        PictureKind.Jpeg => ".jpg",
        PictureKind.Png => ".png",
        PictureKind.Webp => ".webp",
    };
}
