using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>
/// What a picture is called: by the words that its writer gives it, since a file's own name often holds a day or a
/// person.
/// </summary>
static class PictureName
{
    const int MostWords = 6;
    const int Longest = 40;

    /// <summary>The name without an ending, of which the folder has nothing yet, large or small letters.</summary>
    /// <param name="taken">The files of the text's folder.</param>
    public static string For(string caption, string alt, IEnumerable<string> taken)
    {
        var stems = taken.SelectMany(path => new[] { PictureSizes.StemOf(path), PictureSizes.StemOfSize(path) })
            .OfType<string>()
            .Select(stem => stem[(stem.LastIndexOf('/') + 1)..]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var slug = Slug(caption) is { Length: > 0 } named
            ? named : Slug(alt) is { Length: > 0 } shown ? shown : "picture";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1
            ? slug : FormattableString.Invariant($"{slug}-{number}"))
            .First(name => !stems.Contains(name));
    }

    static string Slug(string words)
    {
        var parts = MarkdownRenderer.IdOf(words).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var slug = "";
        foreach (var part in parts.Take(MostWords))
        {
            if (slug.Length + part.Length + 1 > Longest) break;
            slug = slug.Length == 0 ? part : $"{slug}-{part}";
        }
        return slug;
    }
}
