using Clinic.Web.Tests.Proofs.Posts;

namespace Clinic.Web.Tests.Staff;

[Trait("Pace", "Long")]
public sealed class StaffPostsTests
{
    [Theory, InlineData(28), InlineData(29)]
    public async Task No_post_to_any_address_of_the_clinics_side_is_the_servers_fault(int seed)
    {
        using var run = new StaffPostsRun(seed);

        var figures = await run.Run(posts: 60);

        Assert.True(figures.Hold, figures.ToString());
    }
}
