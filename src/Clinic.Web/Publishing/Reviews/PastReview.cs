using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>
/// How the owner publishes a medical text that nobody has signed. The day of the last signature stays as it was, the
/// next review falls due today, and the reason stands beside the version.
/// </summary>
public sealed class PastReview(ContentPublisher publisher, ArticleLibrary library, TimeProvider clock)
{
    public const int LongestReason = 300;

    /// <param name="before">What readers see, as the owner had it before them.</param>
    /// <param name="reason">Some words.</param>
    public Task<PublishResult> Publish(PublishedFile before, byte[] bytes, string by, string reason,
        CancellationToken cancel,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var (path, now) = (before.Path, clock.GetUtcNow());
        var due = ContentFolder.IsText(path) && before.Bytes is { } signed
            ? ReviewStamp.DueOn(bytes, signed, library.Current.DayOf(now)) : bytes;
        var change = new ContentChange(by, VersionCause.Published, [new(path, due, before.Recorded)])
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
