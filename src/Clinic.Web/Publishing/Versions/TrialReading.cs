using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Reads the whole content folder as it would be with a change, in a folder that is thrown away.</summary>
public sealed class TrialReading(ContentSettings settings, ArticleLibrary library, TimeProvider clock)
{
    readonly Lock gate = new();
    (ContentSnapshot Snapshot, IReadOnlyList<ContentProblem> Errors)? known;

    /// <summary>The content with the change in it; the change of a text that cannot be used shows what was there before.</summary>
    public ContentSnapshot With(IReadOnlyList<FileChange> files)
    {
        var place = Directory.CreateTempSubdirectory("content-trial-");
        try
        {
            Lay(place.FullName, files);
            return library.Read(new ContentFolder(place.FullName));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>Errors that the change brings, and not those that were there.</summary>
    public IReadOnlyList<ContentProblem> ErrorsOf(IReadOnlyList<FileChange> files)
    {
        var before = ErrorsNow().GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.Count());
        var gone = files.Where(file => file.Bytes is null).Select(file => file.Path).ToList();
        var brought = new List<ContentProblem>();
        foreach (var error in Errors(With(files)))
        {
            // A text that is renamed takes along what was wrong with it.
            var known = gone.Prepend(error.File).Select(path => KeyOf(error with { File = path })).FirstOrDefault(key =>
                before.GetValueOrDefault(key) > 0);
            if (known is null) brought.Add(error);
            else before[known]--;
        }
        return brought;
    }

    IReadOnlyList<ContentProblem> ErrorsNow()
    {
        var snapshot = library.Current;
        lock (gate)
        {
            if (known is { } errors && ReferenceEquals(errors.Snapshot, snapshot)) return errors.Errors;
            var found = Errors(snapshot.IsWhole ? snapshot : With([]));
            known = (snapshot, found);
            return found;
        }
    }

    IReadOnlyList<ContentProblem> Errors(ContentSnapshot snapshot) =>
        [.. new Proofreader(snapshot, RuleBook.Read(RulesFolder, []), snapshot.DayOf(clock.GetUtcNow())).ReadAll()
            .Where(problem => problem.Severity == ProblemSeverity.Error)];

    // A folder that was filled from the history has no rules of its own.
    string RulesFolder => Directory.Exists(Path.Combine(settings.Folder, "rules")) ? settings.Folder
        : ShippedContent.For(settings.Folder).Shipped;

    void Lay(string place, IReadOnlyList<FileChange> files)
    {
        var changed = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var path in new ContentFolder(settings.Folder).Files().Where(path => !changed.ContainsKey(path)))
            File.CreateSymbolicLink(Made(place, path), Path.Combine(settings.Folder, path));
        foreach (var file in files.Where(file => file.Bytes is not null)) File.WriteAllBytes(Made(place, file.Path), file.Bytes!);
    }

    static string Made(string place, string path)
    {
        var file = Path.Combine(place, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    static string KeyOf(ContentProblem problem) => $"{problem.File}\n{problem.Rule.Name}\n{problem.Wrong}";
}
