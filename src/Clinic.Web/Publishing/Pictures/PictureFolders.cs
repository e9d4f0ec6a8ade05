using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>A file of the content folder that is a picture, with the smaller files that belong to it.</summary>
/// <param name="Path">Such as articles/side-effects/chart.jpg.</param>
public sealed record PictureFiles(string Path, IReadOnlyList<string> Sizes)
{
    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public IEnumerable<string> All => [Path, .. Sizes];
}

/// <summary>Where the pictures of a text lie.</summary>
public static partial class PictureFolders
{
    /// <summary>Null for what names no text, whatever it would lead to.</summary>
    public static string? Of(string text) => Text().IsMatch(text) ? text : null;

    /// <summary>All files that lie there, with their folder.</summary>
    public static IEnumerable<string> Files(string contentFolder, string folder) =>
        System.IO.Path.Combine(contentFolder, folder) is var full && Directory.Exists(full)
            ? Directory.EnumerateFiles(full).Select(file => $"{folder}/{System.IO.Path.GetFileName(file)}") : [];

    /// <summary>Pictures with their smaller files, by path.</summary>
    public static IReadOnlyList<PictureFiles> Grouped(IEnumerable<Picture> pictures)
    {
        var all = pictures.ToList();
        var sizes = PictureSizes.Among(all);
        var grouped = all.Select(picture =>
            new PictureFiles(picture.Path, [.. sizes.Of(picture).Select(size => size.Path)])).ToList();
        var smaller = grouped.SelectMany(group => group.Sizes).ToHashSet(StringComparer.Ordinal);
        return [.. grouped.Where(group => !smaller.Contains(group.Path))
            .OrderBy(group => group.Path, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^(articles|pages)/[a-z0-9]+(-[a-z0-9]+)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Text();
}
