using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Staff.People;

/// <summary>128 bits behind the # of a link, which browsers send to nobody. Only their hash is kept.</summary>
public sealed record InvitationSecret
{
    const int Bytes = 16;

    InvitationSecret(string value) => Value = value;

    public string Value { get; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    public static InvitationSecret Next() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static bool TryParse(string? value, [NotNullWhen(true)] out InvitationSecret? secret)
    {
        secret = Base64Url.IsValid(value ?? "", out var length) && length == Bytes ? new(value!) : null;
        return secret is not null;
    }

    public override string ToString() => "an invitation";
}
