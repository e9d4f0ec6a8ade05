using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Clinic.Web.Consultations;

/// <summary>
/// 128 random bits in a link of the clinic's daily list, which has one held request mailed. Only who has the mail holds
/// them; the store knows <see cref="Key"/>, their hash.
/// </summary>
public sealed record ReleaseToken
{
    /// <summary>How long after the list was written its links work.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    const int Length = 32;

    ReleaseToken(string secret) => Secret = secret;

    public string Secret { get; }

    public string Key => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Secret)));

    public static ReleaseToken Next() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ReleaseToken? token)
    {
        token = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return token is not null;
    }

    public override string ToString() => "[secret]";
}
