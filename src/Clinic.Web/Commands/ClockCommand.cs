using System.CommandLine;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Commands;

/// <summary>confirm-clock: after the clock was set, a person need not wait for a day's steady time.</summary>
static class ClockCommand
{
    public static Command For(CommandContext context)
    {
        var yes = new Option<bool>("--yes")
        {
            Description = "the clock is right: what is past its time is erased within the hour",
        };
        var confirm = new Command("confirm-clock",
            "Says that this machine's clock is right after it was set or the site was away. Exit codes: 0 done, 2 not said.")
        {
            yes,
        };
        confirm.SetAction(async (call, cancel) =>
        {
            var to = call.InvocationConfiguration;
            var now = context.Clock.GetUtcNow();
            if (!call.GetValue(yes))
                return await CommandResult.Say(to, 2,
                    $"The clock says {now:yyyy-MM-dd HH:mm} UTC. If that is right, give --yes: what is past its time "
                    + $"by this clock is then erased for good.");
            await (await context.Open()).GetRequiredService<ClockStore>().Confirm(Environment.UserName, now, cancel);
            return await CommandResult.Say(to, 0, $"Written down: {now:yyyy-MM-dd HH:mm} UTC is right.");
        });
        return confirm;
    }
}
