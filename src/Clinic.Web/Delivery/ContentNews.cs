namespace Clinic.Web.Delivery;

/// <summary>What the site shows that is not as it is in the content folder.</summary>
/// <param name="Sentences">Each thing that is shown in an older version, and why; for the clinic.</param>
public sealed record ContentHealth(int Problems, bool IsFolderLost, DateTimeOffset? OlderSince,
    IReadOnlyList<string> Sentences);

/// <summary>What health and the morning mail tell of the content; whoever knows the content registers it.</summary>
/// <param name="Now">Null where there is no content.</param>
/// <param name="ReviewsDue">The texts that a clinician should read again, or null.</param>
public sealed record ContentNews(Func<ContentHealth?> Now, Func<string?> ReviewsDue)
{
    /// <summary>Files that were changed in two places at once, until somebody has seen to it, in sentences.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>> Conflicts { get; init; } = _ =>
        Task.FromResult<IReadOnlyList<string>>([]);
}
