using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>A short-lived cookie that ties a challenge to the browser that asked for it.</summary>
public sealed record BrowserMark
{
    const int Bytes = 16;

    BrowserMark(string value) => Value = value;

    public string Value { get; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    public static BrowserMark Next() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static bool TryParse(string? value, [NotNullWhen(true)] out BrowserMark? mark)
    {
        mark = Base64Url.IsValid(value ?? "", out var length) && length == Bytes ? new(value!) : null;
        return mark is not null;
    }
}
