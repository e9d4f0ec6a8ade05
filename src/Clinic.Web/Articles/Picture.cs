using Clinic.Web.Articles.Pictures;

namespace Clinic.Web.Articles;

/// <summary>
/// A picture of the content folder as readers get it: upright, and without what a camera or an editor wrote beside the
/// picture. Its size in pixels is read from the file, so that pages never jump while it loads.
/// </summary>
public sealed record Picture(string Path, string ContentType, ReadOnlyMemory<byte> Bytes, int Width, int Height)
{
    public const int LargestBytes = 300 * 1024;

    const int LargestSide = 10_000;
    const int MostPixels = 40_000_000;

    public static readonly IReadOnlyDictionary<string, string> ContentTypes =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [".svg"] = "image/svg+xml",
            [".png"] = "image/png",
            [".jpg"] = "image/jpeg",
            [".jpeg"] = "image/jpeg",
            [".webp"] = "image/webp",
        };

    public string Address => ContentKind.Of(Path)!.AddressOf(Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>Null, with a problem, when the picture cannot be shown.</summary>
    public static Picture? Of(string path, byte[] bytes, ICollection<ContentProblem> problems)
    {
        try
        {
            var kind = PictureKinds.Named(path)!.Value;
            var (shown, width, height) = kind == PictureKind.Svg ? Drawing(bytes) : Photo(kind, bytes);
            return new(path, ContentTypes[System.IO.Path.GetExtension(path)], shown, width, height);
        }
        catch (BadPictureException e)
        {
            problems.Add(Refusal(path, e.Message, e.Expected));
            return null;
        }
    }

    public static ContentProblem Refusal(string path, string wrong, string expected) => new(path, 1, 1, wrong, expected)
    {
        Rule = ContentRule.Picture,
    };

    static (ReadOnlyMemory<byte>, int, int) Drawing(byte[] bytes)
    {
        var clean = SvgCleaner.Clean(bytes, isByHand: true);
        var (width, height) = SvgWall.SizeOf(clean);
        return (clean, width, height);
    }

    static (ReadOnlyMemory<byte>, int, int) Photo(PictureKind named, byte[] bytes)
    {
        if (PictureKinds.Of(bytes) is not { } kind) throw BadPictureException.Damaged();
        if (kind != named)
            throw new BadPictureException($"This file is a {kind.NameOf()} picture under the name of another kind.",
                $"the ending {kind.EndingOf()}.");
        var file = RasterFile.Read(bytes);
        if (Math.Max(file.Width, file.Height) > LargestSide || file.Pixels > MostPixels)
            throw new BadPictureException("This picture has more pixels than a telephone can show.",
                $"at most {LargestSide} on each side.");
        return file.Orientation == 1 && !file.HasOtherColors ? (file.Bare(), file.Width, file.Height)
            : (PictureDrawing.Upright(file), file.UprightWidth, file.UprightHeight);
    }
}
