namespace Clinic.Web.Articles;

public sealed partial class SnapshotReader
{
    // A picture is looked through once, not at each save of a text.
    readonly Dictionary<string, (string Hash, Picture Picture)> readPictures = new(StringComparer.Ordinal);

    Picture? ReadPicture(string path, FolderLoss loss, List<ContentProblem> problems, List<OlderVersion> older)
    {
        var found = new List<ContentProblem>();
        if (!loss.Files.Contains(path) && PictureFile(path, found) is { } file && PictureIn(file, found) is { } picture)
        {
            lastGood.Is(file);
            return picture;
        }
        problems.AddRange(found);
        if (lastGood.Of(path) is not { } kept || PictureIn(kept, []) is not { } good) return null;
        lastGood.Is(kept);
        if (found.Count > 0) older.Add(new(path, path, found[0]));
        return good;
    }

    Picture? PictureIn(ContentFile file, List<ContentProblem> problems)
    {
        if (readPictures.TryGetValue(file.Path, out var before) && before.Hash == file.Hash) return before.Picture;
        if (Picture.Of(file.Path, file.Bytes.ToArray(), problems) is not { } picture) return null;
        readPictures[file.Path] = (file.Hash, picture);
        return picture;
    }

    ContentFile? PictureFile(string path, List<ContentProblem> problems)
    {
        try
        {
            var file = ContentFile.Find(folder.Path, path);
            if (file.Length <= Picture.LargestBytes) return ContentFile.Of(path, ContentFile.BytesOf(file));
            problems.Add(Picture.Refusal(path, "This picture is too large.",
                $"at most {Picture.LargestBytes / 1024} kB; a photo that is added at /staff/pictures is made small there."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Picture.Refusal(path, "This picture cannot be read.", "a picture that the site may read."));
        }
        return null;
    }
}
