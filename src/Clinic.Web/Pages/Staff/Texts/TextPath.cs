using Clinic.Web.Articles;

namespace Clinic.Web.Pages;

/// <summary>
/// The addresses of texts on the clinic's side. Only the names of texts have one: nothing else in the folder is reached
/// by it.
/// </summary>
static class TextPath
{
    const string Start = "/staff/texts/";

    public static string AddressOf(string path) => Start + path[..^".md".Length];

    /// <summary>articles/slug.md or pages/slug.md; null for anything else.</summary>
    public static string? Of(string? folder, string? slug) =>
        ContentKind.Texts.FirstOrDefault(kind => kind.Folder == folder) is { } kind
            && slug is { Length: > 0 and <= LongestName } && FrontMatter.IsSlug(slug)
            ? kind.FileOf(slug) : null;

    // Of what a file system takes.
    const int LongestName = 200;
}
