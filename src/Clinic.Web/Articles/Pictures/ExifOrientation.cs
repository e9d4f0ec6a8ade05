using System.Buffers.Binary;

namespace Clinic.Web.Articles.Pictures;

/// <summary>How a camera was held. Nothing else is read of what it wrote.</summary>
static class ExifOrientation
{
    public const int Upright = 1;

    const ushort Tag = 0x0112;
    const int EntrySize = 12;
    const int MostEntries = 512;

    public static int In(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0\0"u8)) exif = exif[6..];
        var isLittle = exif.StartsWith("II*\0"u8);
        if (!isLittle && !exif.StartsWith("MM\0*"u8)) return Upright;
        try
        {
            var entries = exif[checked((int)Number(exif[4..8]))..];
            var count = Math.Min(Short(entries), MostEntries);
            for (var i = 0; i < count; i++)
            {
                var entry = entries.Slice(2 + (i * EntrySize), EntrySize);
                if (Short(entry) == Tag) return Short(entry[8..]) is var held and >= 1 and <= 8 ? held : Upright;
            }
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            // Damaged notes of a camera, with which the picture itself may be good.
        }
        return Upright;

        int Short(ReadOnlySpan<byte> at) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at[..2]) : BinaryPrimitives.ReadUInt16BigEndian(at[..2]);
        uint Number(ReadOnlySpan<byte> at) =>
            isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
    }
}
