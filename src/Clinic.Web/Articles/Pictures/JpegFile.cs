using System.Buffers.Binary;

namespace Clinic.Web.Articles.Pictures;

/// <summary>A JPEG as its parts. Only those that draw the picture are kept.</summary>
static class JpegFile
{
    const byte Application0 = 0xE0;
    const byte Application1 = 0xE1;
    const byte Application2 = 0xE2;
    const byte Application14 = 0xEE;
    const byte EndOfPicture = 0xD9;
    const byte StartOfScan = 0xDA;
    const byte Progressive = 0xC2;
    const int PlainJfif = 16;
    const int AdobeMark = 14;

    public static RasterFile Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        List<(int From, int Length)> kept = [(0, 2)];
        var (at, width, height, orientation) = (2, 0, 0, ExifOrientation.Upright);
        var (hasOtherColors, isProgressive) = (false, false);
        while (true)
        {
            var marker = NextMarker(bytes, ref at);
            if (marker == EndOfPicture)
            {
                kept.Add((at - 2, 2));
                break;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at, 2));
            var part = bytes.Slice(at, length);
            if (IsFrame(marker))
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(part[3..]),
                    BinaryPrimitives.ReadUInt16BigEndian(part[5..]));
                isProgressive |= marker >= Progressive;
            }
            else if (marker == Application1 && part[2..].StartsWith("Exif\0\0"u8))
                orientation = ExifOrientation.In(part[2..]);
            else if (marker == Application2 && part[2..].StartsWith("ICC_PROFILE\0"u8) && part.Length > 16
                && part[14] == 1)
                hasOtherColors = !ColorProfile.IsPlain(part[16..]);
            if (DrawsPicture(marker, part)) kept.Add((at - 2, length + 2));
            at += length;
            if (marker != StartOfScan) continue;
            var end = EndOfScan(bytes, at);
            kept.Add((at, end - at));
            at = end;
        }
        return new(PictureKind.Jpeg, file, kept, width, height, orientation,
            hasOtherColors, isProgressive);
    }

    static byte NextMarker(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at + 1 >= bytes.Length) throw BadPictureException.CutOff();
        if (bytes[at] != 0xFF) throw BadPictureException.Damaged();
        while (at < bytes.Length && bytes[at] == 0xFF) at++;
        if (at >= bytes.Length) throw BadPictureException.CutOff();
        return bytes[at++];
    }

    // Within a scan FF stands for itself when 00 follows, and restarts are part of it.
    static int EndOfScan(ReadOnlySpan<byte> bytes, int from)
    {
        for (var at = from; ;)
        {
            var found = bytes[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= bytes.Length) throw BadPictureException.CutOff();
            at += found;
            if (bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7) or 0xFF)) return at;
            at += bytes[at + 1] == 0xFF ? 1 : 2;
        }
    }

    static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    static bool DrawsPicture(byte marker, ReadOnlySpan<byte> part) => marker switch
    {
        >= 0xC0 and <= 0xCF or StartOfScan or 0xDB or 0xDC or 0xDD => true,
        Application0 => part.Length == PlainJfif && part[2..].StartsWith("JFIF\0"u8),
        Application14 => part.Length == AdobeMark && part[2..].StartsWith("Adobe"u8),
        _ => false,
    };
}
