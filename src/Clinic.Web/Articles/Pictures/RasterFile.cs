using System.Buffers;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// A photo or screenshot as its file describes it, and the same file without what is no picture: place, day, device,
/// authors, previews, whatever hangs on behind its end.
/// </summary>
/// <param name="Whole">As it came.</param>
/// <param name="Drawing">The parts of it that draw the picture.</param>
/// <param name="Width">As stored; a picture that lies on its side is wide.</param>
/// <param name="Orientation">From 1, upright, to 8, as EXIF numbers them.</param>
/// <param name="HasOtherColors">Its colours need a profile, without which they would look wrong.</param>
/// <param name="IsProgressive">To read it takes room for the whole of it at once.</param>
public sealed record RasterFile(PictureKind Kind, ReadOnlyMemory<byte> Whole,
    IReadOnlyList<(int From, int Length)> Drawing, int Width,
    int Height, int Orientation, bool HasOtherColors, bool IsProgressive)
{
    public bool LiesOnItsSide => Orientation >= 5;

    public int UprightWidth => LiesOnItsSide ? Height : Width;

    public int UprightHeight => LiesOnItsSide ? Width : Height;

    /// <summary>Nothing but the picture; as it came, where nothing else was in it.</summary>
    public ReadOnlyMemory<byte> Bare()
    {
        if (Drawing.Sum(part => part.Length) == Whole.Length) return Whole;
        var bare = new ArrayBufferWriter<byte>(Whole.Length);
        foreach (var (from, length) in Drawing) bare.Write(Whole.Span.Slice(from, length));
        return Kind == PictureKind.Webp ? WebpFile.WithNewHead(bare.WrittenSpan) : bare.WrittenMemory;
    }

    public long Pixels => (long)Width * Height;

    /// <summary>From the header and the order of its parts; no pixel is read.</summary>
    /// <exception cref="BadPictureException">It is damaged, cut off or of a kind that the site does not show.</exception>
    public static RasterFile Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var read = PictureKinds.Of(bytes.Span) switch
            {
                PictureKind.Jpeg => JpegFile.Read(bytes),
                PictureKind.Png => PngFile.Read(bytes),
                PictureKind.Webp => WebpFile.Read(bytes),
                _ => throw BadPictureException.Damaged(),
            };
            return read is { Width: > 0, Height: > 0 } ? read : throw BadPictureException.Damaged();
        }
        catch (ArgumentOutOfRangeException)
        {
            // A part that says it is longer than the file.
            throw BadPictureException.CutOff();
        }
    }
}
