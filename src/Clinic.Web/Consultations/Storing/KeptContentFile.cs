namespace Clinic.Web.Consultations.Storing;

/// <summary>The last good version of a file of the content folder.</summary>
/// <param name="Refused">Since when the site shows this version in place of what the disk holds; null while they are
/// the same.</param>
public sealed record KeptContentFile(string Path, string Sha256, DateTimeOffset Kept, DateTimeOffset? Refused);

public sealed record NewContentVersion(string Path, string Sha256, byte[] Bytes);

/// <param name="Refused">Files that cannot be used now and could be before.</param>
/// <param name="Gone">Files that were taken out.</param>
public sealed record ContentChanges(IReadOnlyList<NewContentVersion> Versions, IReadOnlyCollection<string> Refused,
    IReadOnlyCollection<string> GoodAgain, IReadOnlyCollection<string> Gone);
