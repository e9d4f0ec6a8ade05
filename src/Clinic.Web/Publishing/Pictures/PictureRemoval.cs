using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>Takes a picture away, unless something shows it. The history keeps it.</summary>
public sealed class PictureRemoval(ArticleLibrary library, ContentSettings settings, PictureUses uses,
    PictureDrafts drafts, ContentPublisher publisher)
{
    /// <returns>What is wrong, or null when it is gone.</returns>
    public async Task<string?> Remove(string path, string person, CancellationToken cancel)
    {
        var picture = PictureFolders.Grouped(library.Current.Pictures.Values)
            .FirstOrDefault(picture => picture.Path == path);
        if (picture is null) return "This picture is not there any more.";
        if (uses.Of(picture, await drafts.All(cancel)) is { Count: > 0 } used)
            return $"{picture.Name} is shown in {string.Join(" and in ", used)}. Take it out there first; nothing was deleted.";
        var files = new List<FileChange>();
        foreach (var file in picture.All)
            files.Add(new(file, Bytes: null, Opened: FileChange.HashOf(await File.ReadAllBytesAsync(Path.Combine(settings.Folder, file), cancel))));
        return await publisher.Publish(new(person, VersionCause.Deleted,
            files)
        { Note = $"Deleted the picture {picture.Name}" }, alongside: null, cancel)
            switch
        {
            PublishResult.Published => null,
            PublishResult.CannotWrite refusal => refusal.Sentence,
            PublishResult.Refused { Problems: [var problem, ..] } => $"{problem.Wrong} Expected: {problem.Expected}",
            _ => "The picture was changed meanwhile, so it was not deleted. Look at it again.",
        };
    }
}
