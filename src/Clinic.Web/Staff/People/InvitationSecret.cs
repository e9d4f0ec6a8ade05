using System.Diagnostics.CodeAnalysis;

namespace Clinic.Web.Staff.People;

/// <summary>128 bits behind the # of a link, which browsers send to nobody. Only their hash is kept.</summary>
public sealed record InvitationSecret
{
    const int Bytes = 16;

    InvitationSecret(string value) => Value = value;

    public string Value { get; }

    public string Hash => RandomSecret.HashOf(Value);

    public static InvitationSecret Next() => new(RandomSecret.Next(Bytes));

    public static bool TryParse(string? value, [NotNullWhen(true)] out InvitationSecret? secret)
    {
        secret = RandomSecret.IsOf(Bytes, value) ? new(value!) : null;
        return secret is not null;
    }

    public override string ToString() => "an invitation";
}
