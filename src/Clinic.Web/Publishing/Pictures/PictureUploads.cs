using Clinic.Web.Articles;
using Clinic.Web.Articles.Pictures;
using Clinic.Web.Consultations;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Pictures;

/// <summary>A picture that somebody wants to add to a text.</summary>
/// <param name="Text">The text's file without its ending, such as articles/side-effects.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
public sealed record NewPicture(string Text, ReadOnlyMemory<byte> Bytes, string Alt, string Caption);

/// <summary>What came of it: either the picture's file and its mark for the text, or what is wrong.</summary>
public sealed record PictureOutcome(string? Path, string Mark, string Said)
{
    public static PictureOutcome Refused(string sentence) => new(null, "", sentence);
}

/// <summary>Makes a picture ready and publishes its files in one step.</summary>
public sealed class PictureUploads(PictureMaker maker, ContentPublisher publisher, ContentSettings settings)
{
    public const int LargestBytes = 20 * 1024 * 1024;
    public const int LongestWords = 300;
    const int ShortestWords = 4;
    const int MostTries = 4;

    public async Task<PictureOutcome> Add(NewPicture picture, string person, CancellationToken cancel)
    {
        var (alt, caption) = (TypedText.OneLine(picture.Alt), TypedText.OneLine(picture.Caption));
        if (PictureFolders.Of(picture.Text) is not { } folder)
            return PictureOutcome.Refused("Choose the text that the picture belongs to.");
        if (WrongWords(alt, caption) is { } wrong) return PictureOutcome.Refused(wrong);
        try
        {
            var files = await maker.Make(picture.Bytes, cancel);
            return await Publish(folder, files, alt, caption, person, cancel);
        }
        catch (BadPictureException e)
        {
            return PictureOutcome.Refused($"{e.Message} Bring {e.Expected}");
        }
    }

    async Task<PictureOutcome> Publish(string folder, IReadOnlyList<MadeFile> files, string alt, string caption,
        string person, CancellationToken cancel)
    {
        List<string> taken = [.. PictureFolders.Files(settings.Folder, folder)];
        for (var tries = 0; ; tries++)
        {
            var stem = PictureName.For(caption, alt, taken);
            var name = files[0].NameFor(stem);
            var change = new ContentChange(person, VersionCause.Published,
                [.. files.Select(file => new FileChange($"{folder}/{file.NameFor(stem)}", file.Bytes, Opened: null))])
            {
                Note = $"Added the picture {name}",
            };
            switch (await publisher.Publish(change, alongside: null, cancel))
            {
                case PublishResult.Published:
                    return new($"{folder}/{name}", PictureMark.For(name, alt, caption),
                        $"The picture is there: {name}, {Kilobytes(files)}. Place, device and day of the photo are gone from it.");
                // Somebody was quicker with the same name, or it was there once.
                case PublishResult.ChangedMeanwhile meanwhile when tries < MostTries:
                    taken.Add(meanwhile.Path);
                    break;
                case PublishResult.Refused { Problems: [var problem, ..] }:
                    return PictureOutcome.Refused($"{problem.Wrong} Expected: {problem.Expected}");
                case PublishResult.CannotWrite refusal:
                    return PictureOutcome.Refused(refusal.Sentence);
                default:
                    return PictureOutcome.Refused("The picture could not be added just now. Please try again.");
            }
        }
    }

    static string Kilobytes(IReadOnlyList<MadeFile> files) =>
        files.Count == 1 ? $"{(files[0].Bytes.Length + 1023) / 1024} kB"
        : $"in {files.Count - 1} sizes from {(files[1].Bytes.Length + 1023) / 1024} to {(files[^1].Bytes.Length + 1023) / 1024} kB";

    static string? WrongWords(string alt, string caption) =>
        TypedText.Length(alt) < ShortestWords || LooksLikeFileName(alt)
            ? "Say in words what the picture shows, for people who cannot see it. For example: \"The quiet room: a reclining chair, a lamp, a plant.\""
        : TypedText.Length(alt) > LongestWords || TypedText.Length(caption) > LongestWords
            ? $"Say it in at most {LongestWords} letters; longer explanations belong into the text."
        : null;

    static bool LooksLikeFileName(string words) => !words.Contains(' ', StringComparison.Ordinal)
        && (words.Contains('.', StringComparison.Ordinal) || words.Contains('_', StringComparison.Ordinal));
}
