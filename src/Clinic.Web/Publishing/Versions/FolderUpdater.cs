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
    // A request never waits long for the writer.
    const int MostAtOnce = 50;

    readonly Database database;
    readonly ContentHistory history;
    readonly ContentSettings settings;
    readonly ArticleLibrary library;
    readonly ContentFolderState state;
    readonly FolderPlaces places;
    readonly ContentUpdate update;
    readonly TimeProvider clock;
    readonly ILogger<FolderUpdater> log;
    readonly ContentFiles files;
    readonly NewestVersions newest;
    readonly FileTurn turn;
    // Who develops the site switches branches: their folder says what is newest, and nothing is written over there.
    readonly bool folderLeads;

    public FolderUpdater(Database database, ContentHistory history, ContentSettings settings, ArticleLibrary library,
        ContentFolderState state,
        FolderPlaces places, ContentUpdate update, IHostEnvironment environment, TimeProvider clock,
            ILogger<FolderUpdater> log)
    {
        (this.database, this.history, this.settings, this.library, this.state) = (database, history, settings, library,
            state);
        (this.places, this.update, this.clock, this.log) = (places, update, clock, log);
        (files, newest) = (new(settings.Folder), new(history));
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
        var decided = new List<(string Path, FileOnDisk Disk, FileDecision Decision)>();
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
            decided.Add((path, disk, situation.Decide()));
        }
        if (!await Record(decided, cancel)) return false;
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

    async Task<bool> Record(List<(string Path, FileOnDisk Disk, FileDecision Decision)> decided,
        CancellationToken cancel)
    {
        var (isBeginning, key) = (newest.Head == 0, Guid.NewGuid().ToString("N"));
        var begun = isBeginning ? library.Current.LastGood.Where(file => ContentFolder.IsContent(file.Path)
            && !decided.Exists(found => found.Path == file.Path && found.Decision == FileDecision.Take))
            .Select(file => new FileChange(file.Path, file.Bytes.ToArray(), null)) : [];
        var changes = decided.Where(file => file.Decision is FileDecision.Take or FileDecision.TakeOut)
            .Select(file => new FileChange(file.Path, file.Disk.Bytes, newest.Of(file.Path)?.Sha256)).Concat(begun)
                .ToList();
        var conflicts = decided.Where(file => file.Decision == FileDecision.KeepAndWrite).ToList();
        foreach (var conflict in conflicts)
            log.LogError("{File} was changed in this folder, but it had been changed elsewhere since; these words are kept at /staff/history",
                conflict.Path);
        foreach (var some in changes.Chunk(MostAtOnce))
        {
            var head = newest.Head;
            var versions = await database.Write(async session => await ContentHistory.Head(session) != head ? null
                : await Add(session, some, isBeginning, key), cancel);
            if (versions is null) return false;
            versions.ForEach(newest.Is);
            log.LogInformation("New versions of files of the content folder: {Files}, the first of them {First}",
                some.Length,
                some[0].Path);
        }
        var now = clock.GetUtcNow();
        if (conflicts.Count > 0)
            await database.WriteBesides(async session =>
            {
                foreach (var (path, disk, _) in conflicts) await ContentConflicts.Keep(session, path, disk.Bytes!, now);
            }, cancel);
        return true;
    }

    async Task<List<ContentVersion>> Add(SqlSession session, FileChange[] files, bool isBeginning, string key)
    {
        var (versions, now) = (new List<ContentVersion>(), clock.GetUtcNow());
        foreach (var file in files)
        {
            var cause = isBeginning ? VersionCause.Begun
                : (file.Bytes is null ? update.Removed : update.Brought).Contains(file.Path)
                    ? VersionCause.Upgraded : VersionCause.ByHand;
            versions.Add(await ContentHistory.Add(session, file, new(ContentVersion.TheFolder, cause, []), key, now));
        }
        if (versions.FindAll(version => version.Cause == VersionCause.ByHand) is [var first, ..] byHand)
            session.Audit(new(now, AuditEvent.SiteChanged, first.Path, AuditEntry.Site,
                byHand.Count == 1 ? "in the folder" : $"{byHand.Count} files, in the folder"));
        return versions;
    }

    /// <summary>False when a file changed in the moment it was written: it is looked at again.</summary>
    async Task<bool> Write(List<(string Path, FileOnDisk Disk, FileDecision Decision)> decided, WrittenList written,
        CancellationToken cancel)
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
