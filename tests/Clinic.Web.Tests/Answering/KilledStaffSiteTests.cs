using Clinic.Web.Tests.Proofs.StaffKills;

namespace Clinic.Web.Tests.Answering;

[Trait("Pace", "Long")]
public sealed class KilledStaffSiteTests
{
    [SkippableTheory, InlineData(StaffKill.SiteOnSqlite), InlineData(StaffKill.SiteOnPostgres), InlineData(StaffKill.Postgres)]
    public async Task A_kill_in_the_middle_of_any_action_at_the_running_site_leaves_it_done_with_its_entry_or_not_at_all(StaffKill kind)
    {
        using var run = new StaffKillRun(kind, seed: 28);

        var figures = await run.Run(kills: 4);

        Assert.True(figures.Hold, figures.ToString());
    }
}
