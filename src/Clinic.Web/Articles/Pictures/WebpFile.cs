using System.Buffers.Binary;
using System.Text;

namespace Clinic.Web.Articles.Pictures;

/// <summary>A WebP as its chunks. Only those that draw the picture are kept.</summary>
static class WebpFile
{
    const int Head = 12;
    const int AroundChunk = 8;
    const byte HasAlpha = 0x10;
    const byte Moves = 0x02;

    public static RasterFile Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var end = checked((int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L));
        if (end > bytes.Length) throw BadPictureException.CutOff();
        List<(int From, int Length)> kept = [(0, Head)];
        var (at, width, height, orientation) = (Head, 0, 0, ExifOrientation.Upright);
        var (hasOtherColors, isLossless) = (false, false);
        while (at + AroundChunk <= end)
        {
            var kind = Encoding.Latin1.GetString(bytes.Slice(at, 4));
            var length = checked((int)Math.Min(int.MaxValue - 16,
                BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..])));
            var data = bytes.Slice(at + AroundChunk, length);
            var whole = Math.Min(AroundChunk + length + (length & 1), end - at);
            if (kind == "EXIF") orientation = ExifOrientation.In(data);
            else if (kind == "ICCP") hasOtherColors = !ColorProfile.IsPlain(data);
            else if (kind == "ANIM" || (kind == "VP8X" && (data[0] & Moves) != 0))
                throw new BadPictureException("This picture moves.", "one still picture of it.");
            else if (kind is "VP8X" or "VP8 " or "VP8L" or "ALPH")
            {
                if (width == 0) (width, height) = SizeIn(kind, data);
                isLossless |= kind == "VP8L";
                kept.Add((at, whole));
            }
            at += whole;
        }
        return new(PictureKind.Webp, file, kept, width, height, orientation, hasOtherColors, isLossless);
    }

    /// <summary>The head says how long the file is, and what else comes in it.</summary>
    public static byte[] WithNewHead(ReadOnlySpan<byte> bare)
    {
        var bytes = bare.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(bytes.Length - 8));
        if (bare[Head..].StartsWith("VP8X"u8)) bytes[Head + AroundChunk] &= HasAlpha;
        return bytes;
    }

    static (int Width, int Height) SizeIn(string kind, ReadOnlySpan<byte> data)
    {
        if (kind == "VP8X") return (1 + Three(data[4..]), 1 + Three(data[7..]));
        if (kind == "VP8L")
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }
        return kind == "VP8 " ? (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : (0, 0);
    }

    static int Three(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
