using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>Photos as telephones and programs write them: with the place, the device and the people in them.</summary>
static class TestPhoto
{
    /// <summary>Words that are in the files below and must be in nothing that is served.</summary>
    public static readonly string[] Secrets = ["GPS", "Exif", "EXIF", "Ann Example", "Pixel of Ann", "xmpmeta", "8x Ketamine Street", "Photoshop"];

    /// <summary>A picture with light, grain and two marks: red in its first corner, blue at the end of its first row.</summary>
    public static SKBitmap Pixels(int width, int height, int grain = 24)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var (random, bytes) = (new Random(7), new byte[width * height * 4]);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (at, noise) = (((y * width) + x) * 4, grain == 0 ? 0 : random.Next(grain));
                bytes[at] = (byte)((x * 160 / width) + 40 + noise);
                bytes[at + 1] = (byte)((y * 160 / height) + 40 + noise);
                bytes[at + 2] = (byte)(((x + y) * 80 / (width + height)) + 60 + noise);
                bytes[at + 3] = 255;
            }
        }
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new(255, 0, 0) };
        canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
        paint.Color = new(0, 0, 255);
        canvas.DrawRect(width * 3 / 4f, 0, width / 4f, height / 4f, paint);
        return bitmap;
    }

    public static byte[] Jpeg(int width, int height, int orientation = 1, int grain = 24)
    {
        using var pixels = Pixels(width, height, grain);
        using var data = pixels.Encode(SKEncodedImageFormat.Jpeg, 92);
        return WithSecrets(data.ToArray(), orientation);
    }

    public static byte[] WithSecrets(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2], .. Part(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
        .. Part(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]), .. Part(0xED, "Photoshop 3.0\0by Ann Example"u8),
        .. Part(0xFE, "Pixel of Ann"u8), .. jpeg[2..], .. "a film behind its end, by Ann Example"u8,
    ];

    public static byte[] Png(SKBitmap pixels)
    {
        using var data = pixels.Encode(SKEncodedImageFormat.Png, 90);
        var png = data.ToArray();
        return
        [
            .. png[..33], .. Chunk("tEXt", "Author\0Ann Example"u8), .. Chunk("eXIf", Exif(1)), .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp]),
            .. png[33..],
        ];
    }

    public static byte[] Webp(SKBitmap pixels, int orientation = 1)
    {
        using var map = new SKPixmap(pixels.Info.WithColorSpace(null), pixels.GetPixels(), pixels.RowBytes);
        using var data = map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, 80))!;
        var plain = data.ToArray();
        byte[] size = [0x2C, 0, 0, 0, (byte)(pixels.Width - 1), (byte)((pixels.Width - 1) >> 8), 0, (byte)(pixels.Height - 1), (byte)((pixels.Height - 1) >> 8), 0];
        byte[] chunks = [.. RiffChunk("VP8X", size), .. plain[12..], .. RiffChunk("EXIF", Exif(orientation)), .. RiffChunk("XMP ", Xmp)];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    /// <summary>A window of a program: flat, with edges, few colours.</summary>
    public static SKBitmap Screenshot(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new(250, 250, 248));
        using var paint = new SKPaint { Color = new(30, 60, 50) };
        for (var row = 0; row < height / 24; row++)
        {
            for (var letter = 0; letter < width / 14; letter++)
                if ((letter * 7 + row * 3) % 5 != 0) canvas.DrawRect((letter * 14) + 4, (row * 24) + 6, 2 + (letter % 7), 9, paint);
        }
        return bitmap;
    }

    /// <summary>A PNG of which only the beginning is there, and which says that it is as large as that.</summary>
    public static byte[] Bomb(int width, int height)
    {
        byte[] head = [.. Big(width), .. Big(height), 8, 6, 0, 0, 0];
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", head), .. Chunk("IDAT", new byte[64]), .. Chunk("IEND", [])];
    }

    static readonly byte[] Xmp = Encoding.UTF8.GetBytes(
        "<x:xmpmeta><rdf:Description creator=\"Ann Example\" exif:GPSLatitude=\"45,31N\" street=\"8x Ketamine Street\"/></x:xmpmeta>");

    static byte[] Exif(int orientation)
    {
        var (make, artist) = ("Pixel of Ann\0"u8.ToArray(), "Ann Example, GPS 45.5\0"u8.ToArray());
        const int Ifd = 8, Entries = 4;
        var strings = Ifd + 2 + (Entries * 12) + 4;
        var gps = strings + make.Length + artist.Length;
        return
        [
            .. "II*\0"u8, .. Little(Ifd), Entries, 0,
            .. Entry(0x010F, 2, make.Length, strings), .. Entry(0x0112, 3, 1, orientation), .. Entry(0x013B, 2, artist.Length, strings + make.Length),
            .. Entry(0x8825, 4, 1, gps), .. Little(0), .. make, .. artist,
            1, 0, .. Entry(0x0002, 5, 3, gps + 18), .. Little(0), .. Little(45), .. Little(1), .. Little(31), .. Little(1), .. Little(8), .. Little(1),
        ];
    }

    static byte[] Entry(ushort tag, ushort type, int count, int value) =>
        [(byte)tag, (byte)(tag >> 8), (byte)type, (byte)(type >> 8), .. Little(count), .. Little(value)];

    static byte[] Part(byte marker, ReadOnlySpan<byte> data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    static byte[] RiffChunk(string kind, ReadOnlySpan<byte> data) => [.. Encoding.Latin1.GetBytes(kind), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    static byte[] Chunk(string kind, ReadOnlySpan<byte> data)
    {
        byte[] sealedPart = [.. Encoding.Latin1.GetBytes(kind), .. data];
        return [.. Big(data.Length), .. sealedPart, .. Big(unchecked((int)Crc(sealedPart)))];
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
