using Clinic.Web.Articles;
using Clinic.Web.Files;

namespace Clinic.Web.Editorial.Editing;

/// <summary>
/// What an editor does to whole texts of a folder by a command. Each says in a sentence what it did, or throws one that
/// says why not.
/// </summary>
public sealed class EditorActions
{
    readonly string folder;
    readonly ContentSnapshot content;
    readonly TextPlans plans;

    public EditorActions(string folder)
    {
        (this.folder, content) = (folder, new SnapshotReader(new(folder)).Read());
        plans = new(content, folder);
    }

    public DateOnly DayOf(DateTimeOffset now) => content.DayOf(now);

    /// <summary>The path of the new draft.</summary>
    public string Start(string title, DateOnly today) => Write(plans.Start(title, today))[0].Path;

    /// <summary>The paths that changed, the text itself first.</summary>
    public IReadOnlyList<string> Rename(string oldName, string newName)
    {
        var written = Write(plans.Rename(oldName, newName)).Where(file => file.Bytes is not null).ToList();
        var pictures = written.Where(file => ContentFolder.IsPicture(file.Path))
            .Select(file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/') + "/")
                .Distinct(StringComparer.Ordinal);
        return [.. written.Where(file => file.Before is null && ContentFolder.IsText(file.Path))
            .Select(file => file.Path),
            .. pictures, .. written.Where(file => file.Before is not null).Select(file => file.Path)];
    }

    /// <summary>
    /// Stamps a review by a clinician; the day of the next one, which is moved a little where many are due in one week.
    /// </summary>
    public DateOnly Review(string name, string by, DateOnly today)
    {
        Write(plans.Review(name, by, today, out var next));
        return next;
    }

    IReadOnlyList<EditedFile> Write(IReadOnlyList<EditedFile> files)
    {
        foreach (var file in files.Where(file => file.Bytes is not null))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file.Path))!);
            WholeFile.Write(Path.Combine(folder, file.Path), file.Bytes!);
        }
        foreach (var file in files.Where(file => file.Bytes is null)) TakeAway(Path.Combine(folder, file.Path));
        return files;
    }

    // With the folder of a text that has no picture any more.
    void TakeAway(string file)
    {
        File.Delete(file);
        if (Path.GetDirectoryName(file) is { } place
            && Path.GetDirectoryName(Path.GetDirectoryName(place)) == folder.TrimEnd('/')
            && !Directory.EnumerateFileSystemEntries(place).Any())
            Directory.Delete(place);
    }
}
