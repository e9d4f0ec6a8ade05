using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing;

/// <summary>
/// Keeps the last good version of every content file in the store, so that a slip takes no page down at the next start.
/// Only what changed is written.
/// </summary>
public sealed class LastGoodKeeper(
    ContentSettings settings, ArticleLibrary library, ConsentWordings wordings, StoredVersions versions,
        ShownContent shown,
    ContentUpdate update, KeptContentStore store, TimeProvider clock, ILogger<LastGoodKeeper> log) : BackgroundService
{
    // A request never waits long for the writer.
    const int MostAtOnce = 50;

    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    // A program that saves by emptying a file and filling it again makes nobody's work for that moment.
    static readonly TimeSpan WhileSaved = TimeSpan.FromSeconds(2);

    HashSet<string> told = new HashSet<string>(StringComparer.Ordinal);
    bool isLookedAtAgainSoon;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TellOfUpdate();
        using var changed = new SemaphoreSlim(0);
        void OnSwap(object? sender, EventArgs e) => changed.Release();
        library.Swapped += OnSwap;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Try(stoppingToken);
                // The words of consent change without a new snapshot, and a store that was away comes back.
                await changed.WaitAsync(isLookedAtAgainSoon ? WhileSaved : LookEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            library.Swapped -= OnSwap;
        }
    }

    async Task Try(CancellationToken cancel)
    {
        try
        {
            if (library.Current.IsWhole) await Keep(cancel);
            Tell();
        }
        catch (StoreUnavailableException e)
        {
            log.LogError("The last good content could not be kept just now ({Reason}); it is tried again", e.Message);
        }
#pragma warning disable CA1031 // Whatever goes wrong here must not stop the site.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(e, "The last good content could not be kept just now; it is tried again");
        }
    }

    async Task Keep(CancellationToken cancel)
    {
        var snapshot = library.Current;
        var before = (await store.Files(cancel)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var good = snapshot.LastGood.Concat(Consent()).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var changed = good.Values.Where(file => before.GetValueOrDefault(file.Path)?.Sha256 != file.Hash).ToList();
        var refused = shown.Older().Select(version => version.File)
            .Where(path => good.ContainsKey(path) || before.ContainsKey(path)).ToHashSet(StringComparer.Ordinal);
        var isKnownRefused = before.Values.Where(file => file.Refused is not null).Select(file => file.Path)
            .ToHashSet(StringComparer.Ordinal);
        // From a folder that is lost nobody took anything out.
        var gone = snapshot.IsFolderLost
            ? [] : before.Keys.Where(path => !good.ContainsKey(path) && IsTakenOut(path)).ToList();

        foreach (var some in changed.Chunk(MostAtOnce))
            await store.Keep(new([.. some.Select(file => new NewContentVersion(file.Path, file.Hash,
                file.Bytes.ToArray()))], [], [], []), clock.GetUtcNow(), cancel);
        var notes = new ContentChanges([], [.. refused.Except(isKnownRefused)], [.. isKnownRefused.Except(refused)],
            gone);
        if (notes.Refused.Count + notes.GoodAgain.Count + notes.Gone.Count > 0)
            await store.Keep(notes, clock.GetUtcNow(), cancel);
        var isChanged = changed.Count + notes.Refused.Count + notes.GoodAgain.Count + gone.Count > 0;
        versions.Learn(isChanged ? (await store.Files(cancel)).ToDictionary(file => file.Path, StringComparer.Ordinal)
            : before);
        if (changed.Count > 0) log.LogInformation("The last good version of {Files} files was kept", changed.Count);
    }

    // While the wordings of the folder cannot be used, those of the store are in use.
    IEnumerable<ContentFile> Consent() => wordings.Fault is null
        ? wordings.Files.Select(file => ContentFile.Of(StoreOpening.ConsentFolder + file.Key, file.Value)) : [];

    // Not what is broken, nor data, which no site is without.
    bool IsTakenOut(string path) => ContentFolder.IsContent(path) && !DataFile.Names.Contains(path)
        && !Path.Exists(Path.Combine(settings.Folder, path));

    void TellOfUpdate()
    {
        if (update.Trouble is { } trouble)
            log.LogError("The texts that came with the program could not be brought into {Folder} ({Reason}); it is "
                + "used as it is", settings.Folder, trouble);
        if (update.IsBegun)
            log.LogInformation("The content folder {Folder} was begun with {Files} files that came with the program",
                settings.Folder, update.Brought.Count);
        else if (update.Brought.Count + update.Removed.Count > 0)
            log.LogInformation("An upgrade brought {Brought} and took out {Removed}: these had not been changed here",
                Listed(update.Brought), Listed(update.Removed));
        foreach (var file in update.Kept)
            log.LogWarning("{File} was changed here and by the upgrade; it is kept as it is here: compare it with "
                + "{Shipped}", file, Path.Combine(ShippedContent.For(settings.Folder).Shipped, file));
    }

    static string Listed(IReadOnlyList<string> files) => files.Count == 0 ? "nothing" : string.Join(", ", files);

    void Tell()
    {
        var all = shown.Older();
        var older = all.Where(version => (clock.GetUtcNow() - version.Since).Duration() >= WhileSaved).ToList();
        isLookedAtAgainSoon = older.Count < all.Count;
        foreach (var version in older.Where(version => !told.Contains(version.ToString())))
            log.LogError("{Older}", version.ToString());
        if (told.Count > 0 && all.Count == 0)
            log.LogInformation("The site shows everything as it is in the content folder again");
        told = older.Select(version => version.ToString()).ToHashSet(StringComparer.Ordinal);
    }
}
