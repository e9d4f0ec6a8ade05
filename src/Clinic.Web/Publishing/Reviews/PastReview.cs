using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>
/// How the owner publishes a medical text that nobody has signed. The day of the last signature stays as it was, the next review falls due
/// today, and the reason stands beside the version.
/// </summary>
public sealed class PastReview(ContentPublisher publisher, ArticleLibrary library, TimeProvider clock)
{
    public const int LongestReason = 300;

    /// <param name="opened">The SHA-256 that the history has of what the owner had before them; null where it has none.</param>
    /// <param name="reason">Some words.</param>
    public Task<PublishResult> Publish(string path, string? opened, byte[] bytes, string by, string reason, CancellationToken cancel,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var now = clock.GetUtcNow();
        var due = ContentFolder.IsText(path) ? ReviewStamp.DueOn(bytes, library.Current.DayOf(now)) : bytes;
        var change = new ContentChange(by, VersionCause.Published, [new(path, due, opened)])
        {
            Note = $"Past review: {(reason.Length > LongestReason ? reason[..LongestReason] : reason)}",
        };
        return publisher.Publish(change, (session, versions) =>
        {
            session.Audit(new(now, AuditEvent.PublishedPastReview, path, by, ""));
            return alongside?.Invoke(session, versions) ?? Task.CompletedTask;
        }, cancel);
    }
}
