using System.Runtime.InteropServices;
using SkiaSharp;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// Pixels from files and files from pixels: upright, in the colours that every browser knows, without a profile.
/// </summary>
public static class PictureDrawing
{
    const int BestQuality = 90;

    // Fine enough for halving, and quick.
    static readonly SKSamplingOptions Smooth = new(SKCubicResampler.Mitchell);

    /// <summary>The same picture, upright, as a file of the same kind.</summary>
    public static byte[] Upright(RasterFile file)
    {
        using var pixels = Pixels(file, file.UprightWidth);
        return file.Kind switch
        {
            PictureKind.Jpeg => Jpeg(pixels, BestQuality),
            PictureKind.Webp => Webp(pixels, BestQuality),
            PictureKind.Png or PictureKind.Svg => Png(pixels),
        };
    }

    /// <summary>Upright, and no wider than this.</summary>
    /// <exception cref="BadPictureException">It is cut off or damaged.</exception>
    public static SKBitmap Pixels(RasterFile file, int widest)
    {
        if (!MemoryMarshal.TryGetArray(file.Whole, out var bytes)) bytes = new(file.Whole.ToArray());
        var pinned = GCHandle.Alloc(bytes.Array, GCHandleType.Pinned);
        try
        {
            using var data = SKData.Create(pinned.AddrOfPinnedObject() + bytes.Offset, bytes.Count);
            using var codec = SKCodec.Create(data) ?? throw BadPictureException.Damaged();
            var width = Math.Min(widest, file.UprightWidth);
            var height = Math.Max(1, (int)Math.Round((double)file.UprightHeight * width / file.UprightWidth));
            var stored = Decode(codec, file.LiesOnItsSide ? new(height, width) : new(width, height));
            return file.Orientation == ExifOrientation.Upright ? stored : Turn(stored, file.Orientation, width, height);
        }
        finally
        {
            pinned.Free();
        }
    }

    public static SKBitmap Smaller(SKBitmap pixels, int width)
    {
        var height = Math.Max(1, (int)Math.Round((double)pixels.Height * width / pixels.Width));
        return pixels.Resize(pixels.Info.WithSize(width, height), Smooth) ?? throw BadPictureException.Damaged();
    }

    public static byte[] Jpeg(SKBitmap pixels, int quality)
    {
        using var opaque = pixels.Info.IsOpaque ? null : OnWhite(pixels);
        return Encoded(opaque ?? pixels, map => map.Encode(new SKJpegEncoderOptions(quality)));
    }

    public static byte[] Webp(SKBitmap pixels, int quality) =>
        Encoded(pixels, map => map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)));

    public static byte[] LosslessWebp(SKBitmap pixels) =>
        Encoded(pixels, map => map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 75)));

    public static byte[] Png(SKBitmap pixels) =>
        Encoded(pixels, map => map.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9)));

    // JPEG and WebP can be read at a fraction of their size, which takes a fraction of the room.
    static SKBitmap Decode(SKCodec codec, SKSizeI wanted)
    {
        var size = codec.Info.Size;
        for (var eighths = 1; eighths < 8; eighths++)
        {
            var scaled = codec.GetScaledDimensions(eighths / 8f);
            if (scaled.Width < wanted.Width || scaled.Height < wanted.Height) continue;
            size = scaled;
            break;
        }
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var colors = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, colors));
        try
        {
            var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
            if (result == SKCodecResult.IncompleteInput) throw BadPictureException.CutOff();
            if (result != SKCodecResult.Success) throw BadPictureException.Damaged();
            if (size == wanted) return bitmap;
            var resized = bitmap.Resize(bitmap.Info.WithSize(wanted.Width, wanted.Height), Smooth);
            bitmap.Dispose();
            return resized ?? throw BadPictureException.Damaged();
        }
        catch (BadPictureException)
        {
            bitmap.Dispose();
            throw;
        }
    }

    static SKBitmap Turn(SKBitmap stored, int orientation, int width, int height)
    {
        using var source = stored;
        var turned = new SKBitmap(stored.Info.WithSize(width, height));
        using var canvas = new SKCanvas(turned);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(Matrix(orientation, width, height));
        canvas.DrawBitmap(stored, 0, 0, SKSamplingOptions.Default);
        return turned;
    }

    // Where a point of the stored picture lies in the upright one: x' = a x + b y + c, y' = d x + e y + f.
    static SKMatrix Matrix(int orientation, int width, int height) => orientation switch
    {
        2 => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        3 => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        4 => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        5 => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        6 => new(0, -1, width, 1, 0, 0, 0, 0, 1),
        7 => new(0, -1, width, -1, 0, height, 0, 0, 1),
        8 => new(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    static SKBitmap OnWhite(SKBitmap pixels)
    {
        var opaque = new SKBitmap(pixels.Info.WithAlphaType(SKAlphaType.Opaque));
        using var canvas = new SKCanvas(opaque);
        canvas.Clear(SKColors.White);
        canvas.DrawBitmap(pixels, 0, 0, SKSamplingOptions.Default);
        return opaque;
    }

    // With a colour space it would write a profile into the file.
    static byte[] Encoded(SKBitmap pixels, Func<SKPixmap, SKData?> encode)
    {
        using var map = new SKPixmap(pixels.Info.WithColorSpace(null), pixels.GetPixels(), pixels.RowBytes);
        using var data = encode(map) ?? throw BadPictureException.Damaged();
        return data.ToArray();
    }
}
