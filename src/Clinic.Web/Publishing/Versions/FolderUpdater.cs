using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// Brings this machine's content folder and the history in the store together: an edit by hand becomes a version, and
/// what is newer in the history is written. No bytes are written over that the store does not hold.
/// </summary>
public sealed class FolderUpdater : IDisposable
{
    // Another machine that publishes meanwhile makes this one look again.
    const int MostRounds = 20;

    readonly Database database;
    readonly ContentHistory history;
    readonly ContentSettings settings;
    readonly ArticleLibrary library;
    readonly ContentFolderState state;
    readonly FolderPlaces places;
    readonly TimeProvider clock;
    readonly ILogger<FolderUpdater> log;
    readonly ContentFiles files;
    readonly NewestVersions newest;
    readonly FolderVersions found;
    readonly FileTurn turn;
    // Who develops the site switches branches: their folder says what is newest, and nothing is written over there.
    readonly bool folderLeads;

    public FolderUpdater(
        Database database, ContentHistory history, ContentSettings settings, ArticleLibrary library, ContentFolderState state,
        FolderPlaces places, ContentUpdate update, IHostEnvironment environment, TimeProvider clock, ILogger<FolderUpdater> log)
    {
        (this.database, this.history, this.settings, this.library) = (database, history, settings, library);
        (this.state, this.places, this.clock, this.log) = (state, places, clock, log);
        (files, newest) = (new(settings.Folder), new(history));
        found = new(database, newest, library, update, clock, log);
        turn = new(Path.Combine(settings.Folder, ".published.lock"), clock);
        folderLeads = environment.IsDevelopment();
    }

    /// <summary>For who changes the folder or the history: nobody else on this machine does meanwhile.</summary>
    public async Task<IDisposable> Enter(CancellationToken cancel) =>
        folderLeads || state.Unwritable() is not null || library.Current.IsFolderLost
            || !Directory.Exists(settings.Folder)
            ? await turn.EnterHere(cancel) : await turn.Enter(cancel);

    /// <summary>Whether other machines or programs have published something since the last look.</summary>
    public Task<bool> HasNews(CancellationToken cancel) => database.Read(async session =>
        await ContentHistory.Head(session) != newest.Head, cancel);

    public async Task BringTogether(CancellationToken cancel)
    {
        using var entered = await Enter(cancel);
        await BringTogetherInTurn(cancel);
    }

    /// <summary>The same for who has the turn.</summary>
    internal async Task BringTogetherInTurn(CancellationToken cancel)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await newest.CatchUp(cancel);
            if (!await IsToBeDone(cancel)) return;
            if (await Once(cancel)) return;
        }
        log.LogWarning("The content folder changes faster than it can be brought together with the history; it is tried again");
    }

    public void Dispose() => turn.Dispose();

    async Task<bool> IsToBeDone(CancellationToken cancel)
    {
        library.LookNow(isThorough: false);
        if (!library.Current.IsWhole) return false;
        if (!library.Current.IsFolderLost && library.Trouble is null) return true;
        // A folder that was there and is empty now was lost; one that was never there is filled.
        if (folderLeads || newest.Head == 0 || WrittenList.IsThere(settings.Folder) || !await places.IsUnknown(cancel))
            return false;
        Directory.CreateDirectory(settings.Folder);
        return true;
    }

    /// <summary>False when another machine published meanwhile: what was decided may not hold any more.</summary>
    async Task<bool> Once(CancellationToken cancel)
    {
        await KeepDisplaced(cancel);
        var written = WrittenList.Of(settings.Folder);
        var isReadOnly = state.Unwritable() is not null;
        var good = library.Current.LastGood.ToDictionary(file => file.Path, file => file.Hash, StringComparer.Ordinal);
        var paths = files.Paths.Concat(newest.Paths).Concat(written.Paths).ToHashSet(StringComparer.Ordinal);
        var decided = new List<DecidedFile>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var disk = files.Read(path);
            if (!disk.IsReadable) continue;
            var (version, known) = (newest.Of(path), written[path]);
            // What is not noted here is noted in the one store that this folder has to itself.
            if (folderLeads || (isReadOnly && places.IsOnlyOne)) known = version?.Sha256 ?? WrittenList.Gone;
            var isKnown = disk.Sha256 is { } hash && hash != version?.Sha256 && version is not null && !folderLeads
                && (await history.Knows(path, hash, cancel) || (known is null && IsShipped(path, hash)));
            var situation = new FileSituation(disk.Sha256, IsUsable(path, disk, good), isKnown,
                IsTakenOut: !DataFile.Names.Contains(path) && !good.ContainsKey(path), version, known);
            decided.Add(new(path, disk, situation.Decide()));
        }
        if (!await found.Keep(decided, cancel)) return false;
        if (folderLeads || isReadOnly)
        {
            TellOfReadOnly(isReadOnly, decided.Count(file => file.Decision is FileDecision.Write or FileDecision.KeepAndWrite));
            return true;
        }
        var isAll = await Write(decided, written, cancel);
        if (written.IsChanged) written.Write(settings.Folder);
        await places.Is(clock.GetUtcNow(), cancel);
        return isAll;
    }

    /// <summary>False when a file changed in the moment it was written: it is looked at again.</summary>
    async Task<bool> Write(List<DecidedFile> decided, WrittenList written, CancellationToken cancel)
    {
        var (isAll, isWritten) = (true, false);
        foreach (var (path, disk, decision) in decided)
        {
            if (newest.Of(path) is not { } version) continue;
            if (decision is FileDecision.Write or FileDecision.KeepAndWrite)
            {
                var bytes = version.Sha256 is null ? null : await history.Bytes(version.Number, cancel);
                if (decision == FileDecision.Write && disk.Sha256 is not null)
                    log.LogInformation("{File} was older than the newest version and is replaced by it; any version can be put back at /staff/history", path);
                files.Put(path, bytes);
                isWritten = true;
            }
            if (decision != FileDecision.Leave || written[path] is null) written.Is(path, version.Sha256);
        }
        if (await KeepDisplaced(cancel) > 0) isAll = false;
        if (isWritten) library.LookNow(isThorough: true);
        return isAll;
    }

    /// <summary>Writes what was published, over what lies there.</summary>
    internal async Task Write(IReadOnlyList<ContentVersion> versions, IReadOnlyList<FileChange> changes,
        CancellationToken cancel)
    {
        foreach (var file in changes) files.Put(file.Path, file.Bytes);
        foreach (var version in versions) newest.Is(version);
        await KeepDisplaced(cancel);
        if (!folderLeads)
        {
            var written = WrittenList.Of(settings.Folder);
            foreach (var version in versions) written.Is(version.Path, version.Sha256);
            written.Write(settings.Folder);
        }
        library.LookNow(isThorough: true);
    }

    internal FileOnDisk OnDisk(string path) => files.Read(path);

    /// <summary>What was replaced is known, or kept now; how many files had words that nobody knew.</summary>
    async Task<int> KeepDisplaced(CancellationToken cancel)
    {
        var unknown = 0;
        foreach (var (path, bytes) in files.Displaced())
        {
            if (!await history.Knows(path, FileChange.HashOf(bytes), cancel)
                && !IsShipped(path, FileChange.HashOf(bytes)))
            {
                await database.WriteBesides(session =>
                    ContentConflicts.Keep(session, path, bytes, clock.GetUtcNow()), cancel);
                unknown++;
            }
            files.Forget(path);
        }
        return unknown;
    }

    static bool IsUsable(string path, FileOnDisk disk, Dictionary<string, string> good) =>
        disk.Sha256 is { } hash && good.GetValueOrDefault(path) == hash;

    static bool IsShipped(string path, string hash) =>
        Path.Combine(ShippedContent.ProgramFolder, "content", path) is var shipped && File.Exists(shipped)
            && FileChange.HashOf(File.ReadAllBytes(shipped)) == hash;

    bool wasToldOfReadOnly;

    void TellOfReadOnly(bool isReadOnly, int behind)
    {
        if (isReadOnly && behind > 0 && !wasToldOfReadOnly)
            log.LogError("This machine shows older texts ({Files} files): {Why}", behind, state.WhyReadOnly);
        wasToldOfReadOnly = isReadOnly && behind > 0;
    }
}
