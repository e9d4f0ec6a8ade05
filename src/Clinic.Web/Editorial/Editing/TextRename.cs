using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.Editing;

/// <summary>A text that gets another address, and what that changes in the files that lead to it.</summary>
public sealed class TextRename(ContentKind kind, string slug, string newSlug)
{
    readonly Regex link = LinkTo(kind.AddressOf(slug));
    readonly Regex picture = PictureOf(kind.AddressOf(slug));
    readonly Regex pictureInData = PictureOf($"{kind.Folder}/{slug}");

    /// <summary>Whether nothing but the address of the renamed text is different: what was reviewed still stands.</summary>
    public bool IsAllThatChanged(string path, byte[] before, byte[] after)
    {
        var (renamed, wanted) = (EditedText.Of(before), EditedText.Of(after));
        Relink(renamed, path);
        foreach (var key in AddressKeys)
        {
            renamed.Remove(key);
            wanted.Remove(key);
        }
        return renamed.Text == wanted.Text;
    }

    internal void Relink(EditedText file, string path)
    {
        file.Replace(link, "$1" + kind.AddressOf(newSlug));
        file.Replace(picture, $"$1{kind.AddressOf(newSlug)}/");
        if (path == DataFile.ClinicFile) file.Replace(pictureInData, $"$1{kind.Folder}/{newSlug}/");
    }

    /// <summary>What stands at the top of a text and names others by their address alone.</summary>
    static readonly string[] AddressKeys = ["formerly", "related"];

    // The address as a whole: "/costs" is neither in "/costs-of-care" nor in "/articles/costs".
    static Regex LinkTo(string address) =>
        new($@"(^|[(\s""'<]){Regex.Escape(address)}(?=$|[)#\s""'>?.,;])", RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));

    static Regex PictureOf(string address) =>
        new($@"(^|[(\s""'<]){Regex.Escape(address)}/(?=[\w-]+\.)", RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));
}
