using System.Globalization;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Answering;

/// <summary>Somebody who erases and mails requests, changes what people may do and removes them, one after the other, in a process that can be killed.</summary>
static class StaffActor
{
    public const string Command = "staff-actions";
    public const string Did = "did ";

    public static async Task<int> Run(string folder)
    {
        using var database = new SqliteDatabase(new(Web.Consultations.StoreProvider.Sqlite, folder));
        var store = new OpenStore(database);
        await store.Open([]);
        using var staff = new OpenStaff(store, new ManualClock(Requests.Noon));
        for (var done = 0; ;)
        {
            var (erased, suspected) = (Requests.One(), Requests.One() with { Suspicion = "test" });
            await store.Requests.Keep(erased, default);
            await store.Answering.Change(erased.Reference, new(AnsweringStep.Noted, 0, "ann", Requests.Noon) { Note = new("test", [1, 2, 3]) }, default);
            await store.Requests.Erase(erased.Reference, "ann", Requests.Noon, default);
            await Say(++done);
            await store.Requests.Keep(suspected, default);
            await store.Outbox.Resend(suspected.Reference, "ann", Requests.Noon, default);
            await Say(++done);
            var person = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            await database.Write(async session =>
            {
                await session.Execute(
                    "INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at) VALUES (@person, 'Robin', @person, 'front-desk', @Noon, @Noon)",
                    new { person, Requests.Noon });
                await StaffSessions.Begin(session, person, "Chrome on Linux", Requests.Noon);
            }, default);
            await staff.Members.ChangeRoles(person, StaffRoles.Writer, "ann", Requests.Noon, default);
            await Say(++done);
            await staff.Members.Remove(person, "ann", Requests.Noon, default);
            await Say(++done);
        }
    }

    static Task Say(int done) => Console.Out.WriteLineAsync($"{Did}{done}");
}
