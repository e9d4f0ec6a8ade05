using Clinic.Web.Articles;
using Clinic.Web.Publishing.Pictures;

namespace Clinic.Web.Pages;

/// <summary>The pictures of one text, as the list shows them.</summary>
public sealed record PictureGroup(string Text, string Title, IReadOnlyList<PictureRow> Pictures);

/// <param name="Thumbnail">The smallest file of it, at an address of the clinic's side.</param>
/// <param name="Size">Such as "960 × 720, 3 sizes, 41 to 188 kB".</param>
public sealed record PictureRow(PictureFiles Files, string Thumbnail, int Width, int Height, string Size,
    IReadOnlyList<string> Uses)
{
    public static PictureRow Of(PictureFiles files, ContentSnapshot snapshot, IReadOnlyList<string> uses)
    {
        var byPath = files.All.Select(path => snapshot.Pictures.Values.First(picture => picture.Path == path)).ToList();
        var (own, sizes) = (byPath[0], byPath.Skip(1).ToList());
        var size = sizes.Count == 0
            ? Kilobytes(own) + " kB"
            : $"{sizes.Count} {(sizes.Count == 1 ? "size" : "sizes")}, {Kilobytes(sizes[0])} to {Kilobytes(sizes[^1])} kB";
        return new(files, AddressOf(sizes.Count == 0 ? own : sizes[0]), own.Width, own.Height,
            $"{own.Width} × {own.Height}, {size}", uses);
    }

    /// <summary>Where whoever is signed in sees it, also where the public site has another host.</summary>
    static string AddressOf(Picture picture) => $"/staff/pictures/{picture.Path}";

    static int Kilobytes(Picture picture) => (picture.Bytes.Length + 1023) / 1024;
}
