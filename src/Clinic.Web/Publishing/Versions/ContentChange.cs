using System.Security.Cryptography;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Versions;

/// <summary>What one file becomes.</summary>
/// <param name="Bytes">Null takes the file away.</param>
/// <param name="Opened">The SHA-256 of the bytes that the change was made to, in small hex digits; null where there was no file.</param>
public sealed record FileChange(string Path, byte[]? Bytes, string? Opened)
{
    public string? Sha256 => Bytes is null ? null : HashOf(Bytes);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>What somebody wants to publish in one step: all of it or nothing.</summary>
public sealed record ContentChange(string Who, VersionCause Cause, IReadOnlyList<FileChange> Files)
{
    public string Note { get; init; } = "";
}

/// <summary>What came of a wish to publish. Only <see cref="Published"/> changed anything.</summary>
public abstract record PublishResult
{
    PublishResult()
    {
    }

    public sealed record Published(IReadOnlyList<ContentVersion> Versions) : PublishResult;

    /// <param name="Newest">Null where the file was never there.</param>
    public sealed record ChangedMeanwhile(string Path, ContentVersion? Newest) : PublishResult;

    /// <summary>The errors that the change would bring.</summary>
    public sealed record Refused(IReadOnlyList<ContentProblem> Problems) : PublishResult;

    /// <param name="Sentence">Says who must do what.</param>
    public sealed record CannotWrite(string Sentence) : PublishResult;
}
