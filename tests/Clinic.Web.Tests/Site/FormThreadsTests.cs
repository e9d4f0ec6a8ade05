using Clinic.Web.Site;

namespace Clinic.Web.Tests.Site;

public sealed class FormThreadsTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly FormThreads threads = new();

    [Fact]
    public async Task An_answer_goes_on_where_it_began()
    {
        var names = new List<string?>();

        await threads.Run(async () =>
        {
            names.Add(Thread.CurrentThread.Name);
            await Task.Yield();
            names.Add(Thread.CurrentThread.Name);
        });

        Assert.Equal(["Forms", "Forms"], names);
    }

    [Fact]
    public async Task When_several_wait_the_next_is_answered_by_a_thread_that_does_not_give_way()
    {
        using var heldUp = new ManualResetEventSlim();
        using var begun = new CountdownEvent(threads.MaximumConcurrencyLevel);
        var busy = Enumerable.Range(0, threads.MaximumConcurrencyLevel).Select(_ => threads.Run(() => HoldUp(begun, heldUp))).ToList();
        Assert.True(begun.Wait(Patience));
        var waiting = Enumerable.Range(0, 4).Select(_ => threads.Run(() => Task.CompletedTask)).ToList();

        string? name = "";
        await threads.Run(() =>
        {
            name = Thread.CurrentThread.Name;
            return Task.CompletedTask;
        }).WaitAsync(Patience);

        Assert.NotEqual("Forms", name);
        Assert.All(waiting, answer => Assert.False(answer.IsCompleted));
        heldUp.Set();
        await Task.WhenAll([.. busy, .. waiting]);
    }

    [Fact]
    public async Task What_fails_is_told_to_who_asked() =>
        Assert.Equal("Quokka", (await Assert.ThrowsAsync<InvalidDataException>(() => threads.Run(() => throw new InvalidDataException("Quokka")))).Message);

    [Fact]
    public async Task After_the_end_what_is_left_is_answered_all_the_same()
    {
        threads.Dispose();
        var isAnswered = false;

        await threads.Run(() =>
        {
            isAnswered = true;
            return Task.CompletedTask;
        });

        Assert.True(isAnswered);
    }

    public void Dispose() => threads.Dispose();

    static Task HoldUp(CountdownEvent begun, ManualResetEventSlim heldUp)
    {
        begun.Signal();
        heldUp.Wait(Patience);
        return Task.CompletedTask;
    }
}
