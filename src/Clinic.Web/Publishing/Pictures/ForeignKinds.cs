using Clinic.Web.Articles.Pictures;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>Files that people take for pictures and browsers do not show: what each is, and what to do.</summary>
static class ForeignKinds
{
    const string Ask = "a photo (JPEG, PNG or WebP) or a drawing (SVG).";

    /// <summary>Null for what may be one of ours.</summary>
    public static BadPictureException? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) return new("This file is empty.", Ask);
        if (bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return bytes[8..12].SequenceEqual("avif"u8)
                ? new("This is an AVIF picture, which not every browser shows.",
                    "the same picture saved as JPEG or PNG.")
                : IsFilm(bytes[8..12]) ? new("This is a film.", Ask)
                : new("This is a HEIC photo, which only Apple's programs show.",
                    "the photo as JPEG: on the iPhone choose \"Options\" and then \"Most Compatible\" when you share it, or export it as JPEG.");
        if (bytes.StartsWith("GIF8"u8))
            return new("This is a GIF, which moves or has few colours.", "one still picture, saved as PNG.");
        if (bytes.StartsWith("%PDF"u8))
            return new("This is a PDF.", "the page saved as a picture (PNG), or the words written into the text.");
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
            return new("This is a TIFF or a camera's raw picture.", "the same picture saved as JPEG.");
        if (bytes.StartsWith("BM"u8)) return new("This is a BMP picture.", "the same picture saved as PNG.");
        if (bytes.StartsWith("8BPS"u8))
            return new("This is Photoshop's own file.", "the picture exported as JPEG or PNG.");
        if (bytes.StartsWith("PK\x03\x04"u8))
            return new("This is a document or an archive.", "the picture in it, saved as a file of its own.");
        return null;
    }

    static bool IsFilm(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("isom"u8) || brand.SequenceEqual("mp42"u8) || brand.SequenceEqual("mp41"u8)
            || brand.SequenceEqual("qt  "u8)
            || brand.SequenceEqual("M4V "u8) || brand.SequenceEqual("iso5"u8);
}
