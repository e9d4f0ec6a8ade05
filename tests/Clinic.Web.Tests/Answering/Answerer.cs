using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Answering;

/// <summary>Somebody at the desk who notes one call after the other, in a process of its own that can be killed.</summary>
static class Answerer
{
    public const string Command = "answer";
    public const string Noted = "noted ";

    public static async Task<int> Run(string folder)
    {
        using var database = new SqliteDatabase(new(Web.Consultations.StoreProvider.Sqlite, folder));
        var store = new OpenStore(database);
        await store.Open([]);
        var request = Requests.One();
        await store.Requests.Keep(request, default);
        for (var version = 0L; ; version++)
        {
            await store.Answering.Change(request.Reference, new(AnsweringStep.Called, version, "ann", Requests.Noon) { Note = new("test", [1, 2, 3]) }, default);
            await Console.Out.WriteLineAsync($"{Noted}{request.Reference} {version + 1}");
        }
    }
}
