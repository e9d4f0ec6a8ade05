using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>
/// A file as its writer sees it, in paragraphs: sources and links are part of what a clinician stands by.
/// </summary>
static class WrittenParagraphs
{
    // What a review itself writes is no change of the text.
    static readonly string[] OfTheReview = ["reviewer:", "reviewed:", "next-review:", "draft:"];

    public static IEnumerable<string> Of(string path, byte[]? bytes)
    {
        if (bytes is null) return [];
        var file = ContentFile.Of(path, bytes);
        return ContentFolder.IsText(path) && ArticleReader.Split(file) is var (yaml, markdown, _)
            ? [.. yaml.Split('\n').Where(line => !Array.Exists(OfTheReview, key => line.StartsWith(key, StringComparison.Ordinal))),
                .. Blocks(markdown)]
            : file.Text.Split('\n');
    }

    // Rows and points stand each on a line of their own.
    static IEnumerable<string> Blocks(string markdown) => markdown.Split("\n\n").SelectMany(block =>
        block.Split('\n') is [_, _, ..] lines && lines.All(line => line.Length > 0 && char.IsLetter(line[0]))
            ? [block] : block.Split('\n'));
}
