namespace Clinic.Web.Articles;

/// <summary>Where the content folder is. In Development this is the folder that people edit.</summary>
public sealed record ContentSettings(string Folder);

/// <summary>The current snapshot of the content folder, swapped whole when a file changes.</summary>
public sealed class ArticleLibrary : BackgroundService
{
    static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);
    // Editors save in several steps; a moment of quiet makes one snapshot of them.
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    readonly ContentFolder folder;
    readonly SnapshotReader reader;
    readonly TimeProvider clock;
    readonly ILogger<ArticleLibrary> log;
    volatile ContentSnapshot current;
    string mark;

    public ArticleLibrary(ContentSettings settings, TimeProvider clock, ILogger<ArticleLibrary> log)
    {
        (this.clock, this.log) = (clock, log);
        folder = new(settings.Folder);
        reader = new(folder);
        mark = folder.Mark();
        current = reader.Read();
        Tell(current);
    }

    public ContentSnapshot Current => current;

    /// <summary>What readers may see now.</summary>
    public Shelf Shelf => current.At(clock.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var saved = new SemaphoreSlim(0);
        using var watcher = Watch(() => saved.Release());
        while (!stoppingToken.IsCancellationRequested)
        {
            // The poll is the truth: bind mounts and network shares raise no events.
            if (await saved.WaitAsync(PollEvery, stoppingToken)) await Task.Delay(Quiet, clock, stoppingToken);
            while (saved.CurrentCount > 0) await saved.WaitAsync(stoppingToken);
            RefreshIfChanged();
        }
    }

    void RefreshIfChanged()
    {
        try
        {
            var now = folder.Mark();
            if (now == mark) return;
            var snapshot = reader.Read();
            (mark, current) = (now, snapshot);
            Tell(snapshot);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidContentException)
        {
            log.LogError("The content folder could not be read ({Reason}); the last good pages stay up", e.Message);
        }
#pragma warning disable CA1031 // A mistake of ours in reading one file must not stop the site; whoever mends the file mends the page.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "The content folder could not be read; the last good pages stay up");
        }
    }

    FileSystemWatcher? Watch(Action onSave)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder.Path) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size };
            watcher.Changed += (_, _) => onSave();
            watcher.Created += (_, _) => onSave();
            watcher.Deleted += (_, _) => onSave();
            watcher.Renamed += (_, _) => onSave();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            log.LogWarning("The content folder cannot be watched ({Reason}); it is looked at every {Seconds} s", e.Message, PollEvery.TotalSeconds);
            return null;
        }
    }

    void Tell(ContentSnapshot snapshot)
    {
        foreach (var problem in snapshot.Problems) log.LogWarning("Content: {Problem}", problem.ToString());
        if (!snapshot.All.ContainsKey("/")) log.LogError("Content: pages/home.md is missing or cannot be read, so the address / shows no page");
        log.LogInformation("Content read: {Texts} texts, {Pictures} pictures, {Problems} problems", snapshot.All.Count, snapshot.Pictures.Count, snapshot.Problems.Count);
    }
}
