using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>What one of the staff is told by mail.</summary>
public enum StaffNews
{
    /// <summary>The link by which they join.</summary>
    Invitation,
    PasskeyAdded,
    PasskeyRemoved,
    /// <summary>Somebody with access to the server has invited an owner.</summary>
    OwnerInvited,
    /// <summary>That owner has joined, and counts as one once an owner confirms it.</summary>
    OwnerToConfirm,
    OwnerConfirmed,
    RolesChanged,
    Removed,
}

/// <param name="Person">The name of whom it is about.</param>
/// <param name="Address">The page that it speaks of.</param>
/// <param name="Until">The end of an invitation.</param>
public sealed record StaffLetter(StaffNews News, string To, string Person, string Address,
    DateTimeOffset? Until = null);

/// <summary>
/// Letters to the staff wait sealed with the key ring: some hold an invitation. They are erased when they have gone
/// out.
/// </summary>
public sealed class StaffLetterSeal(IDataProtectionProvider protection)
{
    const string Format = "staff-letter-v1";

    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.StaffLetter.v1");

    public SealedPayload Close(StaffLetter letter) =>
        new(Format, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(letter, Json)));

    public StaffLetter? Open(SealedPayload payload) =>
        payload.Format == Format
            ? JsonSerializer.Deserialize<StaffLetter>(protector.Unprotect(payload.Bytes), Json) : null;
}
