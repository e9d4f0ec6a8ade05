using Clinic.Web.Settings;

namespace Clinic.Web.Tests.Security;

public sealed class OpenFileFloorTests
{
    [Fact]
    public void With_too_few_open_files_the_start_says_what_to_raise() =>
        Assert.Equal(
            "This program may have 300 files and connections open at once and needs 1024 at least: raise its limit, "
                + "with \"LimitNOFILE=65536\" in the unit of systemd or \"ulimit -n 65536\" before it is started.",
            OpenFileFloor.Refusal(300));

    [Theory]
    [InlineData(1024)]
    [InlineData(int.MaxValue)]
    [InlineData(null)]
    public void Enough_or_no_limit_is_taken(int? allowed) => Assert.Null(OpenFileFloor.Refusal(allowed));

    [Fact]
    public void The_limit_of_this_process_is_known_on_Linux() =>
        Assert.Equal(OperatingSystem.IsLinux(), OpenFileFloor.Allowed() > 0);
}
