using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>Where a picture is shown, or will be: in the text that it belongs to as it is published, on the disk or in somebody's draft, or with a
/// person of the clinic.</summary>
public sealed class PictureUses(ArticleLibrary library, ContentSettings settings)
{
    /// <param name="drafts">Texts that somebody is writing: whose, the file, the words.</param>
    /// <returns>In words, such as "the text “Side effects”".</returns>
    public IReadOnlyList<string> Of(PictureFiles picture, IReadOnlyList<(string Who, string Path, string Text)> drafts)
    {
        var (snapshot, names, text) = (library.Current, picture.All.Select(path => path[(path.LastIndexOf('/') + 1)..])
            .ToList(), picture.Folder + ".md");
        var uses = new List<string>();
        var article = snapshot.All.Values.FirstOrDefault(article => article.File.Path == text);
        if ((article is not null && Names(article.File.Text, names)) || Names(OnDisk(text), names))
            uses.Add(article is null ? $"the text {text}" : $"the text \"{article.Title}\"");
        uses.AddRange(drafts.Where(draft => draft.Path == text && Names(draft.Text, names))
            .Select(draft => $"a draft of {draft.Who}"));
        uses.AddRange(snapshot.Clinic.People.Values.Where(person =>
            person.Photo is { } photo && picture.All.Contains(photo))
            .Select(person => $"the photo of {person.Name}"));
        if (uses.Count == 0 && picture.All.Any(path => OnDisk(DataFile.ClinicFile)
            .Contains(path, StringComparison.Ordinal)))
            uses.Add("clinic.yaml");
        return uses;
    }

    static bool Names(string text, List<string> names) =>
        names.Exists(name => text.Contains(name, StringComparison.Ordinal));

    string OnDisk(string path)
    {
        try
        {
            var file = ContentFile.Find(settings.Folder, path);
            return file.Exists && file.Length <= ContentFile.LargestBytes
                ? Encoding.UTF8.GetString(ContentFile.BytesOf(file)) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
