using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Clinic.Web.Articles.Pictures;

/// <summary>
/// A PNG as its chunks. Only those that draw the picture are kept; of one that moves, the first picture.
/// </summary>
static class PngFile
{
    const int Signature = 8;
    const byte PlainPrimaries = 1;
    const int AroundChunk = 12;
    const int MostOfProfile = 16 * 1024;

    static readonly HashSet<string> Drawing = new(StringComparer.Ordinal)
    {
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "sRGB", "gAMA", "cHRM", "sBIT", "pHYs", "bKGD",
    };

    public static RasterFile Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        List<(int From, int Length)> kept = [(0, Signature)];
        var (at, width, height, orientation, hasOtherColors) = (Signature, 0, 0, ExifOrientation.Upright, false);
        while (true)
        {
            if (at + AroundChunk > bytes.Length) throw BadPictureException.CutOff();
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            if (length < 0) throw BadPictureException.Damaged();
            var kind = Encoding.Latin1.GetString(bytes.Slice(at + 4, 4));
            var data = bytes.Slice(at + 8, length);
            if (at == Signature && kind != "IHDR") throw BadPictureException.Damaged();
            if (kind == "IHDR")
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data),
                    BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            else if (kind == "eXIf") orientation = ExifOrientation.In(data);
            else if (kind == "iCCP") hasOtherColors |= !IsPlain(data);
            else if (kind == "cICP") hasOtherColors |= data is not [PlainPrimaries, ..];
            if (Drawing.Contains(kind)) kept.Add((at, length + AroundChunk));
            at += length + AroundChunk;
            if (kind == "IEND") break;
        }
        return new(PictureKind.Png, file, kept, width, height, orientation,
            hasOtherColors, IsProgressive: true);
    }

    static bool IsPlain(ReadOnlySpan<byte> chunk)
    {
        var name = chunk.IndexOf((byte)0);
        if (name < 0 || name + 2 > chunk.Length) return false;
        try
        {
            using var packed = new ZLibStream(new MemoryStream(chunk[(name + 2)..].ToArray()),
                CompressionMode.Decompress);
            var profile = new byte[MostOfProfile];
            return ColorProfile.IsPlain(profile.AsSpan(0, packed.ReadAtLeast(profile, profile.Length,
                throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
