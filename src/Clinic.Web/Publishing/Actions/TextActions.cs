using Clinic.Web.Articles;
using Clinic.Web.Editorial.Editing;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Actions;

/// <summary>
/// What people do to whole texts in the browser: rename, delete, take back, schedule, let end. Each is one change in
/// the history. A text is named by its folder and file, such as "articles/side-effects".
/// </summary>
/// <remarks>An <see cref="EditingException"/> says in a sentence why it cannot be done.</remarks>
public sealed class TextActions(ContentPublisher publisher, ArticleLibrary library, ContentSettings settings,
    TimeProvider clock)
{
    /// <summary>A new draft; its path is the one file of the result.</summary>
    public Task<PublishResult> Start(string title, string who, CancellationToken cancel) =>
        Publish(plans => plans.Start(title, library.Current.DayOf(clock.GetUtcNow())), who, VersionCause.Published,
            cancel);

    /// <summary>The old address leads to the new one; links and pictures go along.</summary>
    public Task<PublishResult> Rename(string name, string newName, string who, CancellationToken cancel) =>
        Publish(plans => plans.Rename(name, newName), who, VersionCause.Renamed, cancel);

    /// <summary>Out of the folder, and kept in the history.</summary>
    public Task<PublishResult> Delete(string name, string who, CancellationToken cancel) =>
        Publish(plans => plans.Delete(name), who, VersionCause.Deleted, cancel);

    /// <summary>A draft again.</summary>
    public Task<PublishResult> TakeBack(string name, string who, CancellationToken cancel) =>
        Publish(plans => plans.TakeBack(name), who, VersionCause.Published, cancel);

    /// <param name="from">By the clinic's clock.</param>
    public Task<PublishResult> Schedule(string name, DateTime from, string who, CancellationToken cancel) =>
        Publish(plans => plans.Schedule(name, from), who, VersionCause.Published, cancel);

    /// <param name="until">By the clinic's clock; null for no end.</param>
    public Task<PublishResult> Expire(string name, DateTime? until, string who, CancellationToken cancel) =>
        Publish(plans => plans.Expire(name, until), who, VersionCause.Published, cancel);

    /// <summary>The files whose links lead to this text: what a deletion would break.</summary>
    public IReadOnlyList<string> LeadingTo(Article text) =>
        new TextPlans(library.Current, settings.Folder).LeadingTo(text);

    async Task<PublishResult> Publish(Func<TextPlans, IReadOnlyList<EditedFile>> plan, string who, VersionCause cause,
        CancellationToken cancel)
    {
        library.LookNow(isThorough: false);
        var files = plan(new(library.Current, settings.Folder));
        if (files.Count == 0) return new PublishResult.Published([]);
        return await publisher.Publish(new(who, cause, [.. files.Select(file =>
            new FileChange(file.Path, file.Bytes, file.Before is null ? null : FileChange.HashOf(file.Before)))]),
                null, cancel);
    }
}
