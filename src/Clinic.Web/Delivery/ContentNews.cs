namespace Clinic.Web.Delivery;

/// <summary>What the site shows that is not as it is in the content folder.</summary>
/// <param name="Sentences">Each thing that is shown in an older version, and why; for the clinic.</param>
public sealed record ContentHealth(int Problems, bool IsFolderLost, DateTimeOffset? OlderSince, IReadOnlyList<string> Sentences);

/// <summary>Brings it to health and to the morning mail. Null where there is no content.</summary>
public sealed record ContentNews(Func<ContentHealth?> Now);
