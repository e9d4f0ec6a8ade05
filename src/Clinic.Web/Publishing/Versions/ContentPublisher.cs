using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Publishes what people write on the clinic's side: a version in the store first, then the file.</summary>
public sealed class ContentPublisher(Database database, ContentSettings settings, ArticleLibrary library, TimeProvider clock)
{
    static readonly TimeSpan UntilShown = TimeSpan.FromSeconds(5);

    /// <param name="alongside">What is written in the same transaction, or not at all.</param>
    /// <exception cref="ArgumentException">A path names no content file.</exception>
    public async Task<PublishResult> Publish(ContentChange change, Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside,
        CancellationToken cancel)
    {
        foreach (var file in change.Files.Where(file => !ContentFolder.IsContent(file.Path)))
            throw new ArgumentException($"\"{file.Path}\" is no content file.", nameof(change));
        var result = await database.Write(session => Keep(session, change, alongside), cancel);
        if (result is not PublishResult.Published) return result;
        using var shown = new SemaphoreSlim(0);
        void OnSwap(object? sender, EventArgs e) => shown.Release();
        library.Swapped += OnSwap;
        try
        {
            foreach (var file in change.Files) Write(file);
            await shown.WaitAsync(UntilShown, cancel);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PublishResult.CannotWrite($"The site cannot write into its content folder ({e.Message}). "
                + "Whoever runs the server must give it the right to.");
        }
        finally
        {
            library.Swapped -= OnSwap;
        }
    }

    async Task<PublishResult> Keep(SqlSession session, ContentChange change,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside)
    {
        var (key, now) = (Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        foreach (var file in change.Files)
        {
            var newest = await ContentHistory.Newest(session, file.Path);
            if (newest?.Sha256 != file.Opened) return new PublishResult.ChangedMeanwhile(file.Path, newest);
        }
        var versions = new List<ContentVersion>();
        foreach (var file in change.Files) versions.Add(await ContentHistory.Add(session, file, change, key, now));
        if (alongside is not null) await alongside(session, versions);
        session.Audit(new(now, AuditEvent.SiteChanged, change.Files[0].Path, change.Who,
            change.Files.Count == 1 ? "" : $"{change.Files.Count} files"));
        return new PublishResult.Published(versions);
    }

    void Write(FileChange change)
    {
        var file = Path.Combine(settings.Folder, change.Path);
        if (change.Bytes is null)
        {
            File.Delete(file);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WholeFile.Write(file, change.Bytes);
    }
}
