using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Answering;

[Trait("Pace", "Long")]
public sealed class KilledDeskTests : IDisposable
{
    const int Kills = 6;

    readonly SqlitePlace place = new();

    [Fact]
    public async Task A_step_in_the_middle_of_a_kill_is_there_with_its_entry_or_not_at_all()
    {
        foreach (var steps in Enumerable.Range(1, Kills).Select(i => i * 17))
        {
            var (reference, last) = await AnswerUntilKilled(steps);
            var store = await place.Open();

            var history = await store.Answering.History(reference, default);
            var entries = await store.Audit.Entries(default).CountAsync(entry => entry.What == AuditEvent.Attempted && entry.About == reference.Value);
            Assert.InRange(history.Count, last, last + 1);
            Assert.Equal(history.Count, entries);
            Assert.All(history, step => Assert.NotNull(step.Note));
            Assert.Equal(ChangeResult.Done, await store.Answering.Change(reference, new(AnsweringStep.Called, history.Count, "ben", Requests.Noon), default));
            Assert.True((await store.Audit.Verify(default)).IsWhole);
            place.Stop();
        }
    }

    public void Dispose() => place.Dispose();

    async Task<(RequestReference Reference, int Last)> AnswerUntilKilled(int steps)
    {
        await using var desk = ChildProgram.Start(new("dotnet", [typeof(Answerer).Assembly.Location, Answerer.Command, place.Folder]));
        await desk.Lines.Find(line => line.StartsWith(Answerer.Noted, StringComparison.Ordinal) && line.EndsWith($" {steps}", StringComparison.Ordinal));
        await desk.Kill();
        var noted = desk.Lines.SoFar.Last(line => line.StartsWith(Answerer.Noted, StringComparison.Ordinal))[Answerer.Noted.Length..].Split(' ');
        Assert.True(RequestReference.TryParse(noted[0], out var reference));
        return (reference!, int.Parse(noted[1], CultureInfo.InvariantCulture));
    }
}
