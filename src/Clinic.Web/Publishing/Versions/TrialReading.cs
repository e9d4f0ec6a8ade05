using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Reads the whole content folder as it would be with a change, in a folder that is thrown away.</summary>
public sealed class TrialReading(ContentSettings settings, ArticleLibrary library, TimeProvider clock)
{
    readonly Lock gate = new();
    int isPreparing;
    (ContentSnapshot Snapshot, RuleBook Rules, IReadOnlyList<ContentProblem> Errors)? known;
    (string Mark, RuleBook Rules)? rules;

    /// <summary>
    /// The content with the change in it; the change of a text that cannot be used shows what was there before.
    /// </summary>
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
        var before = ErrorsNow().Concat(HiddenErrors(files)).GroupBy(KeyOf)
            .ToDictionary(same => same.Key, same => same.Count());
        var gone = files.Where(file => file.Bytes is null).Select(file => file.Path).ToList();
        var brought = new List<ContentProblem>();
        foreach (var error in Errors(With(files)))
        {
            // A text that is renamed takes along what was wrong with it.
            var key = gone.Prepend(error.File).Select(path => KeyOf(error with { File = path })).FirstOrDefault(each =>
                before.GetValueOrDefault(each) > 0);
            if (key is null) brought.Add(error);
            else before[key]--;
        }
        return brought;
    }

    /// <summary>Finds out what is wrong now, which takes seconds at the first time.</summary>
    public void Prepare()
    {
        if (Interlocked.Exchange(ref isPreparing, 1) == 1) return;
        _ = Task.Run(() =>
        {
            try
            {
                ErrorsNow();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Who publishes meets it again, and is told.
            }
            finally
            {
                Interlocked.Exchange(ref isPreparing, 0);
            }
        });
    }

    // While a file cannot be used, what else was wrong in it is not told.
    IReadOnlyList<ContentProblem> HiddenErrors(IReadOnlyList<FileChange> files)
    {
        var snapshot = library.Current;
        var good = snapshot.LastGood.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var broken = files.Where(file => good.ContainsKey(file.Path) && snapshot.IsUnread(file.Path))
            .Select(file => new FileChange(file.Path, good[file.Path].Bytes.ToArray(), null)).ToList();
        return broken.Count == 0 ? [] : Errors(With(broken));
    }

    IReadOnlyList<ContentProblem> ErrorsNow()
    {
        var (snapshot, book) = (library.Current, Rules());
        lock (gate)
        {
            if (known is { } errors && ReferenceEquals(errors.Snapshot, snapshot)
                && ReferenceEquals(errors.Rules, book)) return errors.Errors;
            var found = Errors(snapshot.IsWhole ? snapshot : With([]));
            known = (snapshot, book, found);
            return found;
        }
    }

    IReadOnlyList<ContentProblem> Errors(ContentSnapshot snapshot) =>
        [.. new Proofreader(snapshot, Rules(), snapshot.DayOf(clock.GetUtcNow())).ReadAll()
            // A source comes before the first text that names it, and outlives the last one.
            .Where(problem => problem.Severity == ProblemSeverity.Error && problem.Rule != Sourcing.Unused)];

    // To read them takes longer than to read a text by them.
    RuleBook Rules()
    {
        // A folder that was filled from the history has no rules of its own.
        var folder = Directory.Exists(Path.Combine(settings.Folder, "rules"))
            ? settings.Folder : ShippedContent.For(settings.Folder).Shipped;
        var place = new DirectoryInfo(Path.Combine(folder, "rules"));
        var mark = string.Join('|', place.Exists ? place.EnumerateFiles()
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}") : []);
        lock (gate)
        {
            if (rules is not { } read || read.Mark != mark) rules = read = (mark, RuleBook.Read(folder, []));
            return read.Rules;
        }
    }

    void Lay(string place, IReadOnlyList<FileChange> files)
    {
        var changed = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var path in new ContentFolder(settings.Folder).Files().Where(path => !changed.ContainsKey(path)))
            File.CreateSymbolicLink(Made(place, path), Path.Combine(settings.Folder, path));
        foreach (var file in files.Where(file => file.Bytes is not null))
            File.WriteAllBytes(Made(place, file.Path), file.Bytes!);
    }

    static string Made(string place, string path)
    {
        var file = Path.Combine(place, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    static string KeyOf(ContentProblem problem) => $"{problem.File}\n{problem.Rule.Id}\n{problem.Wrong}";
}
