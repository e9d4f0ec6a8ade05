using System.Buffers.Binary;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// A profile (ICC) that came with a picture: whether its colours are those that browsers take for granted anyway.
/// </summary>
static class ColorProfile
{
    const int Table = 128;
    const int EntrySize = 12;
    const int MostTags = 100;
    const double MostOff = 0.01;

    // Red, green and blue of sRGB as profiles write them.
    static readonly (string Tag, double X, double Y, double Z)[] Plain =
        [("rXYZ", 0.436, 0.2225, 0.0139), ("gXYZ", 0.3851, 0.7169, 0.0971), ("bXYZ", 0.1431, 0.0606, 0.7141)];

    public static bool IsPlain(ReadOnlySpan<byte> profile)
    {
        try
        {
            if (profile[16..20].SequenceEqual("GRAY"u8)) return true;
            foreach (var (tag, x, y, z) in Plain)
            {
                var found = Find(profile, tag);
                if (found.IsEmpty || Math.Abs(At(found, 8) - x) + Math.Abs(At(found, 12) - y)
                    + Math.Abs(At(found, 16) - z) > MostOff) return false;
            }
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> profile, string tag)
    {
        var count = Math.Min(MostTags, BinaryPrimitives.ReadUInt32BigEndian(profile[Table..]));
        for (var i = 0; i < count; i++)
        {
            var entry = profile.Slice(Table + 4 + (i * EntrySize), EntrySize);
            if (!entry[..4].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(tag))) continue;
            var from = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
            return from > profile.Length ? default : profile[(int)from..];
        }
        return default;
    }

    static double At(ReadOnlySpan<byte> tag, int from) => BinaryPrimitives.ReadInt32BigEndian(tag[from..]) / 65536.0;
}
