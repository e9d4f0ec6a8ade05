using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Publishes what people write on the clinic's side: a version in the store first, then the file.</summary>
public sealed class ContentPublisher(Database database, ContentSettings settings, FolderUpdater folder,
    ContentFolderState state,
    TrialReading trial, TimeProvider clock, ILogger<ContentPublisher> log)
{
    /// <summary>Does beforehand, and beside everything else, what would be waited for.</summary>
    public void Prepare() => trial.Prepare();

    /// <summary>
    /// Returns when this machine's readers see it. What ends in between is written by the next look at the folder.
    /// </summary>
    /// <param name="alongside">What is written in the same transaction, or not at all.</param>
    /// <exception cref="ArgumentException">A path names no content file, or one twice.</exception>
    public async Task<PublishResult> Publish(ContentChange change, Func<SqlSession, IReadOnlyList<ContentVersion>,
        Task>? alongside,
        CancellationToken cancel)
    {
        foreach (var file in change.Files)
            if (ContentPaths.Fault(settings.Folder, file.Path) is { } fault)
                throw new ArgumentException(fault, nameof(change));
        if (change.Files.Count == 0 || change.Files.DistinctBy(file => file.Path).Count() < change.Files.Count)
            throw new ArgumentException("A change has files, each once.", nameof(change));
        if (state.WhyReadOnly is { } why) return new PublishResult.CannotWrite(why);
        try
        {
            using var entered = await folder.Enter(cancel);
            // What was changed by hand is a version now, and is not written over.
            await folder.BringTogetherInTurn(cancel);
            return await PublishInTurn(change, alongside, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PublishResult.CannotWrite($"The site cannot write into its content folder ({e.Message}). "
                + "Whoever runs the server must see to it.");
        }
    }

    async Task<PublishResult> PublishInTurn(ContentChange change, Func<SqlSession, IReadOnlyList<ContentVersion>,
        Task>? alongside,
        CancellationToken cancel)
    {
        if (trial.ErrorsOf(change.Files) is { Count: > 0 } errors) return new PublishResult.Refused(errors);
        var result = await database.Write(session => Keep(session, change, alongside), cancel);
        if (result is not PublishResult.Published published) return result;
        try
        {
            // It is published already, so nothing stops it now.
            await folder.Write(published.Versions, change.Files, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("What was published could not be written into the content folder ({Reason}); it is tried again", e.Message);
        }
        return result;
    }

    async Task<PublishResult> Keep(SqlSession session, ContentChange change,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside)
    {
        var (key, now) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        foreach (var file in change.Files)
        {
            var newest = await ContentHistory.Newest(session, file.Path);
            if (newest?.Sha256 == file.Opened) continue;
            // Words on the disk that could not be shown are mended here: they become a version first.
            if (folder.OnDisk(file.Path) is not { Bytes: { } found, Sha256: { } hash } || hash != file.Opened)
                return new PublishResult.ChangedMeanwhile(file.Path, newest);
            await ContentHistory.Add(session, new(file.Path, found, newest?.Sha256),
                new(ContentVersion.TheFolder, VersionCause.ByHand, []),
                Guid.NewGuid().ToString("N"), now);
        }
        var versions = new List<ContentVersion>();
        foreach (var file in change.Files) versions.Add(await ContentHistory.Add(session, file, change, key, now));
        if (alongside is not null) await alongside(session, versions);
        session.Audit(new(now, AuditEvent.SiteChanged, change.Files[0].Path, change.Who,
            change.Files.Count == 1 ? "" : $"{change.Files.Count} files"));
        return new PublishResult.Published(versions);
    }
}
