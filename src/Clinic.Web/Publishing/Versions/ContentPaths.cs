using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// Names that may be written: those of content files, and nothing that a link would lead out of the folder.
/// </summary>
static class ContentPaths
{
    const int LongestName = 120;

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? Fault(string folder, string path)
    {
        if (!ContentFolder.IsContent(path) || !path.Split('/').All(IsName))
            return $"\"{path}\" is no name that a content file can have.";
        if (ContentFolder.IsText(path) && !FrontMatter.IsSlug(Path.GetFileNameWithoutExtension(path)))
            return $"\"{path}\" cannot be an address: use small letters, digits and hyphens.";
        return LeadsOut(folder, path) ? $"\"{path}\" lies behind a link that leads out of the content folder." : null;
    }

    static bool IsName(string part) => part.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(part[0])
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    static bool LeadsOut(string folder, string path)
    {
        var within = path;
        while (Path.GetDirectoryName(within) is { Length: > 0 } above)
        {
            if (new DirectoryInfo(Path.Combine(folder, above)).LinkTarget is not null) return true;
            within = above;
        }
        return false;
    }
}
