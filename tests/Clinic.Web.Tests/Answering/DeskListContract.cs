using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Answering;

/// <summary>Who opens a request from a list is led through that list and no other.</summary>
public abstract class DeskListContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;

    [SkippableFact]
    public async Task From_each_list_the_next_and_the_one_before_are_those_of_that_list()
    {
        var store = await place.Open();
        var desk = new DeskStore(store.Database);
        await Fill(store);

        foreach (var filter in Enum.GetValues<DeskFilter>())
        {
            var view = new DeskView(filter, "ann", Noon, Noon.AddHours(-12), Noon.AddHours(12));
            var rows = (await desk.List(view, default)).Rows.Select(row => row.Reference).ToList();
            Assert.True(rows.Count > 2, $"{filter} has {rows.Count}");
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.True(RequestReference.TryParse(rows[i], out var reference));
                var found = (await desk.Find(reference, view, default))!;
                Assert.Equal((filter, rows.ElementAtOrDefault(i - 1), rows.ElementAtOrDefault(i + 1)), (filter, found.Before, found.After));
            }
        }
    }

    [SkippableFact]
    public async Task What_no_longer_stands_on_the_list_still_leads_to_the_next_there()
    {
        var store = await place.Open();
        var desk = new DeskStore(store.Database);
        await Fill(store);
        var view = new DeskView(DeskFilter.New, "ann", Noon, Noon.AddHours(-12), Noon.AddHours(12));
        var rows = (await desk.List(view, default)).Rows;
        Assert.True(RequestReference.TryParse(rows[1].Reference, out var second));

        await store.Answering.Change(second, new(AnsweringStep.Called, 0, "ann", Noon), default);

        var found = (await desk.Find(second, view, default))!;
        Assert.Equal((rows[0].Reference, rows[2].Reference), (found.Before, found.After));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    // Some of every kind, mixed by day: new, mine and another's, answered, suspected; late, today and later.
    static async Task Fill(OpenStore store)
    {
        await Step(store, await Ask(store, 200), AnsweringStep.Called, "ben");
        for (var i = 0; i < 24; i++)
        {
            var hours = (i % 3) switch { 0 => -2 - i, 1 => 1 + (i / 3), _ => 24 + i };
            if (i % 8 == 7) await Ask(store, hours, "links");
            else if (i % 8 == 6) await Step(store, await Ask(store, hours), AnsweringStep.Reached, "ann");
            else if (i % 2 == 0) await Step(store, await Ask(store, hours), AnsweringStep.Called, i % 4 == 0 ? "ann" : "ben");
            else await Ask(store, hours);
        }
    }

    static async Task<SealedRequest> Ask(OpenStore store, int hours, string? suspicion = null)
    {
        var request = Requests.One(Noon.AddDays(-3)) with { Promised = Noon.AddHours(hours), Suspicion = suspicion };
        await store.Requests.Keep(request, default);
        return request;
    }

    static async Task Step(OpenStore store, SealedRequest request, AnsweringStep step, string by) =>
        Assert.Equal(ChangeResult.Done, await store.Answering.Change(request.Reference, new(step, 0, by, Noon.AddDays(-2)), default));
}
