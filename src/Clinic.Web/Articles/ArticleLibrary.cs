using System.Diagnostics;

namespace Clinic.Web.Articles;

/// <summary>Where the content folder is. In Development this is the folder that people edit.</summary>
/// <param name="ShowsAll">Also drafts, future and expired texts: for those who write, in Development.</param>
public sealed record ContentSettings(string Folder, bool ShowsAll);

/// <summary>The current snapshot of the content folder, swapped whole when a file changes.</summary>
public sealed class ArticleLibrary : BackgroundService
{
    static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(0.4);
    // Some file systems keep time so coarsely that a save leaves size and time as they were.
    static readonly TimeSpan ReadThroughEvery = TimeSpan.FromSeconds(10);
    // Editors save in several steps, and a thousand files arrive one by one; a moment of quiet makes one snapshot of
    // them.
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);
    static readonly TimeSpan LongestUnrest = TimeSpan.FromSeconds(2);

    // Whoever waits at the door comes first; looking through many texts takes every core.
    static readonly TimeSpan FirstVisitors = TimeSpan.FromSeconds(2);

    readonly ContentSettings settings;
    readonly ContentOpening opening;
    readonly TimeProvider clock;
    readonly ILogger<ArticleLibrary> log;
    readonly Lock gate = new();
    volatile ContentSnapshot current;
    volatile Shelf? shelf;
    string mark;
    string contentHash;
    volatile string troubleTold = "";

    public ArticleLibrary(ContentSettings settings, Lazy<ContentOpening> opening, IKeptVersions kept,
        TimeProvider clock, ILogger<ArticleLibrary> log)
    {
        (this.settings, this.opening, this.clock, this.log) = (settings, opening.Value, clock, log);
        (mark, contentHash, current) = (this.opening.Mark, this.opening.ContentHash, Begin(kept));
        Tell(current);
    }

    public ContentSnapshot Current => current;

    /// <summary>Why the folder could not be looked at the last time, or null.</summary>
    public string? Trouble => troubleTold.Length > 0 ? troubleTold : null;

    /// <summary>Raised after a new snapshot took the place of the old one.</summary>
    public event EventHandler? Swapped;

    /// <summary>What readers may see now: the same shelf until a text comes or goes, or a day begins.</summary>
    public Shelf Shelf
    {
        get
        {
            var (now, snapshot) = (clock.GetUtcNow(), current);
            if (shelf is { } known && ReferenceEquals(known.Snapshot, snapshot) && now >= known.Moment
                && now < known.Until)
                return known;
            return shelf = snapshot.At(now, settings.ShowsAll);
        }
    }

    /// <summary>Looks at the folder now. What was saved before is shown when this returns.</summary>
    /// <param name="isThorough">Looks at every byte, not only at sizes and times.</param>
    public void LookNow(bool isThorough) => Refresh(isNeeded: false, isThorough);

    /// <summary>What this other folder would be read as, if it were the next look at this one.</summary>
    public ContentSnapshot Read(ContentFolder other)
    {
        SnapshotReader reader;
        lock (gate) reader = opening.Reader.For(other);
        return reader.Read();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var saved = new SemaphoreSlim(0);
        using var watcher = Watch(() => saved.Release());
        var readThrough = Stopwatch.StartNew();
        if (!current.IsWhole)
        {
            await Task.Delay(FirstVisitors, clock, stoppingToken);
            Refresh(isNeeded: true);
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            // The poll is the truth: bind mounts and network shares raise no events.
            if (await saved.WaitAsync(PollEvery, stoppingToken)) await WaitForQuiet(saved, stoppingToken);
            var isThorough = readThrough.Elapsed >= ReadThroughEvery;
            Refresh(isNeeded: false, isThorough);
            if (isThorough) readThrough.Restart();
        }
    }

    static async Task WaitForQuiet(SemaphoreSlim saved, CancellationToken stopping)
    {
        var unrest = Stopwatch.StartNew();
        do
        {
            while (await saved.WaitAsync(TimeSpan.Zero, stopping))
            {
            }
        }
        while (unrest.Elapsed < LongestUnrest && await saved.WaitAsync(Quiet, stopping));
    }

    /// <param name="isNeeded">Also when nothing has changed.</param>
    /// <param name="isThorough">Looks at every byte, not only at sizes and times.</param>
    void Refresh(bool isNeeded, bool isThorough = false)
    {
        try
        {
            lock (gate) Look(isNeeded, isThorough);
            troubleTold = "";
        }
        catch (Exception e) when (e.Message == troubleTold)
        {
            // Once is enough: it is looked at several times a second.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidContentException)
        {
            log.LogError("The content folder could not be read ({Reason}); the last good pages stay up",
                troubleTold = e.Message);
        }
#pragma warning disable CA1031 // A mistake of ours in reading one file must not stop the site; whoever mends the file mends the page.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "The content folder could not be read; the last good pages stay up");
            troubleTold = e.Message;
        }
    }

    void Look(bool isNeeded, bool isThorough)
    {
        var markNow = opening.Folder.Mark();
        if (!isNeeded && markNow == mark && !(isThorough && opening.Folder.ContentHash() != contentHash)) return;
        var hashNow = opening.Folder.ContentHash();
        var snapshot = opening.Reader.Read();
        (mark, contentHash, current) = (markNow, hashNow, snapshot);
        Tell(snapshot);
        Swapped?.Invoke(this, EventArgs.Empty);
    }

    // What an earlier run left costs a look into the store, and is needed only where the disk does not give all.
    ContentSnapshot Begin(IKeptVersions kept)
    {
        if (!opening.IsGood) return opening.Reader.Open(kept);
        opening.Reader.Recall(kept);
        return opening.Snapshot!;
    }

    FileSystemWatcher? Watch(Action onSave)
    {
        try
        {
            var watcher = new FileSystemWatcher(settings.Folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter =
                    NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size,
            };
            watcher.Changed += (_, _) => onSave();
            watcher.Created += (_, _) => onSave();
            watcher.Deleted += (_, _) => onSave();
            watcher.Renamed += (_, _) => onSave();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            log.LogWarning("The content folder cannot be watched ({Reason}); it is looked at every {Seconds} s",
                e.Message, PollEvery.TotalSeconds);
            return null;
        }
    }

    void Tell(ContentSnapshot snapshot)
    {
        foreach (var problem in snapshot.Problems) log.LogWarning("Content: {Problem}", problem.ToString());
        if (snapshot.IsFolderLost)
            log.LogError("The content folder could not be read ({Reason}); the last good pages stay up",
                snapshot.Older[0].Because.Wrong);
        if (!snapshot.All.ContainsKey("/"))
            log.LogError("Content: pages/home.md is missing or cannot be read, so the address / shows no page");
        log.LogInformation("Content read: {Texts} texts, {Pictures} pictures, {Problems} problems", snapshot.All.Count,
            snapshot.Pictures.Count, snapshot.Problems.Count);
    }
}
