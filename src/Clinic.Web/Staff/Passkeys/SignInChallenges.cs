using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>What a passkey is asked for.</summary>
public enum ChallengePurpose
{
    /// <summary>To become one of the staff, by an invitation.</summary>
    Join,
    /// <summary>To add another passkey to one's own.</summary>
    AddPasskey,
    SignIn,
    /// <summary>To show that the person who signed in is still there.</summary>
    Touch,
}

/// <summary>Whom and what a challenge is for. It is worth nothing in another browser.</summary>
/// <param name="Person">Null at sign-in, where nobody is known yet.</param>
/// <param name="Browser">The hash of a short-lived cookie.</param>
public sealed record ChallengeBinding(ChallengePurpose Purpose, string? Person, string Browser);

/// <summary>
/// Challenges that passkeys are to sign. Each is a row, good for five minutes, and used up in the transaction that
/// accepts the answer: what was captured is refused the second time, also where a passkey does not count.
/// </summary>
public sealed class SignInChallenges(Database database)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    const int SecretBytes = 16;

    const string Bound =
        "id = @id AND purpose = @purpose AND browser = @Browser AND COALESCE(person, '') = @person AND created_at > @oldest AND created_at <= @now";

    static readonly StoredWords<ChallengePurpose> Words = new(
        (ChallengePurpose.Join, "Join"), (ChallengePurpose.AddPasskey, "AddPasskey"),
            (ChallengePurpose.SignIn, "SignIn"), (ChallengePurpose.Touch, "Touch"));

    public static bool IsName(JsonElement value) => value.ValueKind == JsonValueKind.String
        && Base64Url.IsValid(value.GetString(), out var length) && length == SecretBytes;

    /// <param name="state">What the verifier needs to know of it later.</param>
    /// <returns>The name by which the browser speaks of it.</returns>
    public Task<string> Keep(ChallengeBinding binding, string state, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteBesides(async session =>
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await session.Execute("DELETE FROM staff_challenge WHERE created_at <= @oldest OR created_at > @now",
            new { oldest = now - Lifetime, now });
        await session.Execute(
            "INSERT INTO staff_challenge (id, purpose, person, browser, state, created_at) VALUES (@id, @purpose, @Person, @Browser, @state, @now)",
            new { id, purpose = Words[binding.Purpose], binding.Person, binding.Browser, state, now });
        return id;
    }, cancel);

    /// <summary>Null when it is unknown, used up, too old, or not for this.</summary>
    public Task<string?> StateOf(string id, ChallengeBinding binding, DateTimeOffset now, CancellationToken cancel) =>
        database.Read(session =>
        session.Value<string>($"SELECT state FROM staff_challenge WHERE {Bound}", Values(id, binding, now)), cancel);

    /// <summary>As part of the transaction that accepts the answer. False when somebody was faster.</summary>
    public static async Task<bool> Use(SqlSession session, string id, ChallengeBinding binding, DateTimeOffset now) =>
        await session.Execute($"DELETE FROM staff_challenge WHERE {Bound}", Values(id, binding, now)) == 1;

    static object Values(string id, ChallengeBinding binding, DateTimeOffset now) =>
        new
        {
            id,
            purpose = Words[binding.Purpose],
            binding.Browser,
            person = binding.Person ?? "",
            oldest = now - Lifetime,
            now
        };
}
