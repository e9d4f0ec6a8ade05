using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Pictures;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>One file of a picture as the site keeps it.</summary>
/// <param name="Width">Of a smaller file beside the picture; null for the picture itself.</param>
public sealed record MadeFile(int? Width, PictureKind Kind, byte[] Bytes)
{
    public string NameFor(string stem) =>
        Width is { } width ? PictureSizes.NameOf(stem, width) : stem + Kind.EndingOf();
}

/// <summary>
/// Makes of a file, as a telephone or a program wrote it, the files that the site serves. A few at a time, so that ten
/// people with ten photos take no more memory than two.
/// </summary>
public sealed class PictureMaker : IDisposable
{
    const int MostAtOnce = 2;
    const int LongestSide = 20_000;
    // Read in parts; what must be read whole has fewer.
    const int MostPixels = 64_000_000;
    const int MostPixelsAtOnce = 25_000_000;
    const int LooksLikeDrawing = 2048;

    readonly SemaphoreSlim turns = new(AtOnce);

    // Readers keep half of the cores.
    static int AtOnce => Math.Clamp(Environment.ProcessorCount / 2, 1, MostAtOnce);

    /// <summary>The picture itself first, which every browser shows, then its smaller files.</summary>
    /// <exception cref="BadPictureException">It cannot be one; the sentences say what to do.</exception>
    public async Task<IReadOnlyList<MadeFile>> Make(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (ForeignKinds.Of(bytes.Span) is { } foreign) throw foreign;
        await turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => IsDrawing(bytes.Span) ? [Drawing(bytes)] : Photo(bytes), cancel);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new BadPictureException("This server cannot read photos: its library for pictures (libSkiaSharp) is missing.",
                "whoever runs the server publishes the site for its kind of machine; drawings (SVG) can be added meanwhile.");
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    static MadeFile Drawing(ReadOnlyMemory<byte> bytes)
    {
        var clean = SvgCleaner.Clean(bytes, isByHand: false);
        SvgWall.SizeOf(clean);
        return clean.Length <= Picture.LargestBytes ? new(null, PictureKind.Svg, clean)
            : throw new BadPictureException($"This drawing has {clean.Length / 1024} kB, and {Picture.LargestBytes / 1024} kB is the most that a page carries.",
                "fewer details (\"Simplify\" in the path menu), or the drawing exported as a PNG picture.");
    }

    static IReadOnlyList<MadeFile> Photo(ReadOnlyMemory<byte> bytes)
    {
        if (PictureKinds.Of(bytes.Span) is null)
            throw new BadPictureException("This file is no picture that the site can show.",
                "a photo (JPEG, PNG or WebP) or a drawing (SVG).");
        var file = RasterFile.Read(bytes);
        if (Math.Max(file.Width, file.Height) > LongestSide
            || file.Pixels > (file.IsProgressive ? MostPixelsAtOnce : MostPixels))
            throw new BadPictureException("This picture has more pixels than the site reads.",
                "the same picture made smaller, such as 4000 pixels wide.");
        return PhotoSizes.Make(file);
    }

    // A drawing is text, in one of the ways that text can be kept.
    static bool IsDrawing(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, LooksLikeDrawing)];
        return PictureKinds.Of(bytes) is null && (head.IndexOf("<svg"u8) >= 0 || head.IndexOf(":svg"u8) >= 0
            || head.IndexOf("<!DOCTYPE svg"u8) >= 0
            || head.IndexOf(Encoding.Unicode.GetBytes("svg")) >= 0
                || head.IndexOf(Encoding.BigEndianUnicode.GetBytes("svg")) >= 0
            || head.StartsWith("<?xml"u8));
    }
}
