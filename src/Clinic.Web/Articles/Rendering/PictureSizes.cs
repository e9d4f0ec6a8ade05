using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Smaller files of a photo, from which a browser takes the one that fits: photo-480.webp and its like, beside
/// photo.jpg.
/// </summary>
public sealed partial class PictureSizes
{
    public const string ContentType = "image/webp";

    // As wide as the style sheet shows them.
    public const string InFigure = "(min-width: 32rem) 28rem, 92vw";
    public const string InPerson = "4rem";

    const double MostOff = 0.02;

    readonly FrozenDictionary<string, IReadOnlyList<Picture>> bySmallest;

    PictureSizes(FrozenDictionary<string, IReadOnlyList<Picture>> bySmallest) => this.bySmallest = bySmallest;

    public static PictureSizes Among(IEnumerable<Picture> pictures) => new(pictures
        .Select(picture => (Picture: picture, Name: Sized().Match(picture.Path)))
        .Where(sized => sized.Name.Success && sized.Name.Groups["width"].Value == sized.Picture.Width.ToString(CultureInfo.InvariantCulture))
        .GroupBy(sized => sized.Name.Groups["stem"].Value, sized => sized.Picture, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group =>
            (IReadOnlyList<Picture>)[.. group.OrderBy(picture => picture.Width)], StringComparer.Ordinal));

    /// <summary>Narrowest first; none for a picture that stands alone.</summary>
    public IReadOnlyList<Picture> Of(Picture photo) =>
        photo.ContentType == Picture.ContentTypes[".svg"] || !bySmallest.TryGetValue(StemOf(photo.Path), out var sizes)
            ? []
        : [.. sizes.Where(size => size.Path != photo.Path && HasShapeOf(size, photo))];

    public static string StemOf(string path) => path[..^Path.GetExtension(path).Length];

    /// <summary>The name of the photo that a file is a smaller one of, without its ending; null for none.</summary>
    public static string? StemOfSize(string path) =>
        Sized().Match(path) is { Success: true } found ? found.Groups["stem"].Value : null;

    public static string NameOf(string stem, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"{stem}-{width}.webp");

    /// <summary>The picture element, or the image alone where it has no sizes.</summary>
    public static string Around(string image, IReadOnlyList<Picture> sizes, string shownAs) => sizes.Count == 0 ? image
        : $"<picture><source type=\"{ContentType}\" srcset=\"{string.Join(", ", sizes.Select(size =>
            string.Create(CultureInfo.InvariantCulture, $"{size.Address} {size.Width}w")))}\" sizes=\"{shownAs}\">{image}</picture>";

    public static bool IsSourceSet(string text) => SourceSet().IsMatch(text);

    static bool HasShapeOf(Picture size, Picture photo) =>
        Math.Abs(((double)size.Width / size.Height / ((double)photo.Width / photo.Height)) - 1) < Math.Max(MostOff,
            1.0 / Math.Min(size.Height, photo.Height));

    [GeneratedRegex(@"^(?<stem>.+)-(?<width>[1-9]\d{1,3})\.webp\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Sized();

    [GeneratedRegex(@"^(/[A-Za-z0-9_.-]+)+ \d+w(, (/[A-Za-z0-9_.-]+)+ \d+w)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SourceSet();
}
