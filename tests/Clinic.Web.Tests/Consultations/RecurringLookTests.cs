using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Consultations;

public sealed class RecurringLookTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_comes_during_a_look_is_looked_at_again()
    {
        using var looks = new Looks();
        looks.DuringTheFirst = looks.Call;
        await looks.StartAsync(default);

        await looks.Second.Task.WaitAsync(Patience);
        await looks.StopAsync(default);
    }

    [Fact]
    public async Task After_a_look_that_failed_the_next_one_comes()
    {
        using var looks = new Looks();
        looks.DuringTheFirst = () =>
        {
            looks.Call();
            throw new InvalidOperationException();
        };
        await looks.StartAsync(default);

        await looks.Second.Task.WaitAsync(Patience);
        await looks.StopAsync(default);

        Assert.IsType<InvalidOperationException>(looks.Failure);
    }

    sealed class Looks() : RecurringLook(TimeSpan.FromDays(1), TimeProvider.System)
    {
        int count;

        public TaskCompletionSource Second { get; } = new();

        public Action DuringTheFirst { get; set; } = () => { };

        public Exception? Failure { get; private set; }

        public void Call() => Wake(null, EventArgs.Empty);

        public override Task Look(CancellationToken cancel)
        {
            if (++count == 1) DuringTheFirst();
            else Second.TrySetResult();
            return Task.CompletedTask;
        }

        protected override void LookFailed(Exception e) => Failure = e;
    }
}
