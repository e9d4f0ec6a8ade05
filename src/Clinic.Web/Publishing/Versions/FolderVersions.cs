using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>A file of the folder, and what becomes of it.</summary>
sealed record DecidedFile(string Path, FileOnDisk Disk, FileDecision Decision);

/// <summary>Keeps what was found in the folder: an edit by hand as a version, words that came too late as a conflict.</summary>
sealed class FolderVersions(
    Database database, NewestVersions newest, ArticleLibrary library, ContentUpdate update, TimeProvider clock, ILogger log)
{
    // A request never waits long for the writer.
    const int MostAtOnce = 50;

    /// <returns>False when another machine published meanwhile: what was decided may not hold any more.</returns>
    public async Task<bool> Keep(IReadOnlyList<DecidedFile> decided, CancellationToken cancel)
    {
        var (isBeginning, key) = (newest.Head == 0, Guid.NewGuid().ToString("N"));
        var begun = isBeginning ? library.Current.LastGood.Where(file => ContentFolder.IsContent(file.Path)
            && !decided.Any(found => found.Path == file.Path && found.Decision == FileDecision.Take))
            .Select(file => new FileChange(file.Path, file.Bytes.ToArray(), null)) : [];
        var changes = decided.Where(file => file.Decision is FileDecision.Take or FileDecision.TakeOut)
            .Select(file => new FileChange(file.Path, file.Disk.Bytes, newest.Of(file.Path)?.Sha256))
            .Concat(begun).ToList();
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
                some.Length, some[0].Path);
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
}
