using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>What a telephone loads for the pictures of one text, at night, with one bar.</summary>
static class PictureWeight
{
    const int Most = 500 * 1024;
    const int TakenByTelephones = 960;
    const int LargeAlone = 120 * 1024;

    static readonly ContentRule Rule = new("picture-weight", "The pictures of a text are light enough for a telephone.",
        "Add the photo at /staff/pictures, which makes small sizes of it, or leave a picture out.");

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot, Article text)
    {
        var links = text.Body.Links.Where(link => link.IsPicture).ToList();
        if (links.Count == 0) yield break;
        var folder = text.File.Path[..^Path.GetExtension(text.File.Path).Length];
        var byPath = snapshot.Pictures.Values.ToDictionary(picture => picture.Path, StringComparer.Ordinal);
        var sizes = PictureSizes.Among(byPath.Values);
        var loaded = 0;
        foreach (var link in links)
        {
            if (!byPath.TryGetValue($"{folder}/{link.Address}", out var picture)) continue;
            var smaller = sizes.Of(picture);
            var shown = smaller.FirstOrDefault(size =>
                size.Width >= TakenByTelephones) ?? (smaller is [.., var widest] ? widest : picture);
            if (smaller.Count == 0 && picture.ContentType != Picture.ContentTypes[".svg"]
                && picture.Bytes.Length > LargeAlone)
                yield return Told(text, link, $"The picture {link.Address} has {Kilobytes(picture.Bytes.Length)} kB and no smaller sizes for telephones.",
                    $"smaller sizes beside it, or at most {Kilobytes(LargeAlone)} kB.");
            loaded += shown.Bytes.Length;
            if (loaded <= Most || loaded - shown.Bytes.Length > Most) continue;
            yield return Told(text, link, $"With this picture a telephone loads {Kilobytes(loaded)} kB of pictures for this text.",
                $"at most {Kilobytes(Most)} kB in all.");
        }
    }

    static ContentProblem Told(Article text, OutgoingLink link, string wrong, string expected) =>
        new(text.File.Path, link.Line, link.Column, wrong, expected, ProblemSeverity.Warning) { Rule = Rule };

    static int Kilobytes(int bytes) => (bytes + 1023) / 1024;
}
