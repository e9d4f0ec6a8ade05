using Clinic.Web.Articles.Pictures;
using SkiaSharp;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>
/// A photo or a screenshot in the widths that telephones and desktops ask for, each within its budget of bytes.
/// </summary>
static class PhotoSizes
{
    // For one pixel of a small telephone, two and three pixels of a figure.
    static readonly (int Width, int Bytes)[] Budgets = [(480, 60 * 1024), (960, 150 * 1024), (1600, 290 * 1024)];

    const int FallbackWidth = 960;
    const int FallbackBytes = 200 * 1024;

    // What is drawn has edges, which show each loss.
    static readonly int[] Qualities = [80, 70, 60, 48, 36];
    static readonly int[] QualitiesForDrawn = [92, 84, 74, 60];

    const double MostlyFlat = 0.6;

    public static IReadOnlyList<MadeFile> Make(RasterFile file)
    {
        var widths = Budgets.Select(budget => Math.Min(budget.Width, file.UprightWidth)).Distinct().ToList();
        var made = new List<MadeFile>();
        using var largest = Opaque(PictureDrawing.Pixels(file, widths[^1]));
        var isDrawn = file.Kind != PictureKind.Jpeg && IsDrawn(largest);
        var pixels = largest;
        try
        {
            foreach (var width in Enumerable.Reverse(widths))
            {
                if (width < pixels.Width)
                {
                    var smaller = PictureDrawing.Smaller(pixels, width);
                    if (pixels != largest) pixels.Dispose();
                    pixels = smaller;
                }
                if (Webp(pixels, isDrawn, Budgets.First(budget => width <= budget.Width).Bytes) is { } bytes)
                    made.Insert(0, new(width, PictureKind.Webp, bytes));
                if (width <= FallbackWidth && !made.Exists(other => other.Width is null))
                    made.Add(Fallback(pixels, isDrawn));
            }
        }
        finally
        {
            if (pixels != largest) pixels.Dispose();
        }
        if (!made.Exists(size => size.Width == widths[0])) throw TooDetailed();
        return [.. made.OrderBy(size => size.Width ?? 0)];
    }

    static byte[]? Webp(SKBitmap pixels, bool isDrawn, int most)
    {
        if (isDrawn && PictureDrawing.LosslessWebp(pixels) is var exact && exact.Length <= most) return exact;
        return Within(isDrawn ? QualitiesForDrawn : Qualities, most, quality => PictureDrawing.Webp(pixels, quality));
    }

    static MadeFile Fallback(SKBitmap pixels, bool isDrawn)
    {
        if ((isDrawn || !pixels.Info.IsOpaque) && PictureDrawing.Png(pixels) is var exact
            && exact.Length <= FallbackBytes)
            return new(null, PictureKind.Png, exact);
        return new(null, PictureKind.Jpeg, Within(Qualities, FallbackBytes,
            quality => PictureDrawing.Jpeg(pixels, quality)) ?? throw TooDetailed());
    }

    static byte[]? Within(int[] qualities, int most, Func<int, byte[]> encode) =>
        qualities.Select(encode).FirstOrDefault(bytes => bytes.Length <= most);

    // Programs write screenshots with a channel for what shows through, and nothing does.
    static SKBitmap Opaque(SKBitmap pixels)
    {
        if (pixels.Info.IsOpaque) return pixels;
        var bytes = pixels.GetPixelSpan();
        for (var at = 3; at < bytes.Length; at += 4)
        {
            if (bytes[at] != byte.MaxValue) return pixels;
        }
        using var given = pixels;
        var opaque = new SKBitmap(pixels.Info.WithAlphaType(SKAlphaType.Opaque));
        bytes.CopyTo(opaque.GetPixelSpan());
        return opaque;
    }

    // Most pixels are as their neighbour: a window of a program, a diagram, a logo.
    static bool IsDrawn(SKBitmap pixels)
    {
        var colors = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(pixels.GetPixelSpan());
        var same = 0L;
        for (var at = 1; at < colors.Length; at++)
        {
            if (colors[at] == colors[at - 1]) same++;
        }
        return same > colors.Length * MostlyFlat;
    }

    static BadPictureException TooDetailed() =>
        new("This picture holds too much to be made small.", "the part of it that matters, cut out.");
}
