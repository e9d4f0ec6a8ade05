namespace Clinic.Web.Staff.Passkeys;

/// <summary>What a browser gets to ask its passkeys with.</summary>
/// <param name="Challenge">The name by which the answer speaks of it.</param>
/// <param name="Options">JSON for the browser's own reader.</param>
public sealed record PasskeyOffer(string Challenge, string Options);

public enum PasskeyRefusal
{
    None,
    /// <summary>It is used up, too old, or never was.</summary>
    InvitationUnknown,
    /// <summary>The challenge is used up, too old, of another browser, or never was.</summary>
    ChallengeUnknown,
    /// <summary>The passkey is not one of ours, or what it signed is not what was asked.</summary>
    NotAccepted,
}

/// <param name="Token">The session that begins, or goes on, with it.</param>
public sealed record PasskeyOutcome(PasskeyRefusal Refusal, StaffToken? Token = null)
{
    public static PasskeyOutcome Of(PasskeyRefusal refusal) => new(refusal);
}
