using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff;

/// <summary>The people of the clinic's side.</summary>
public sealed class StaffPeople(Database database)
{
    /// <summary>Has no passkey, counts as nobody's fellow owner, and is let in by Development alone.</summary>
    public const string Demonstration = "demonstration-owner";

    volatile bool wasAnyoneInvited;

    /// <summary>Until then the clinic's side is not there.</summary>
    public async ValueTask<bool> WasAnyoneInvited(CancellationToken cancel)
    {
        if (!wasAnyoneInvited)
            wasAnyoneInvited = await database.Read(session =>
                session.Exists("SELECT 1 FROM staff_person WHERE id <> @Demonstration", new { Demonstration }), cancel);
        return wasAnyoneInvited;
    }

    /// <summary>For Development: an owner without a passkey, who is never there in Production.</summary>
    public Task<StaffToken> ContinueAsDemonstrationOwner(string browser, DateTimeOffset now,
        CancellationToken cancel) => database.Write(async session =>
    {
        await session.Execute(
            """
            INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at)
            VALUES (@Demonstration, 'The demonstration owner', 'demonstration@clinic.example', 'owner,front-desk,writer,clinician',
                @now, @now)
            ON CONFLICT (id) DO UPDATE SET removed_at = NULL, roles = excluded.roles
            """, new { Demonstration, now });
        return await StaffSessions.Begin(session, Demonstration, browser, now);
    }, cancel);
}
