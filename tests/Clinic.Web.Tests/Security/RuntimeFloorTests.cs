using Clinic.Web.Settings;

namespace Clinic.Web.Tests.Security;

public sealed class RuntimeFloorTests
{
    [Theory]
    [InlineData("10.0.0")]
    [InlineData("10.0.11")]
    [InlineData("9.0.20")]
    public void An_older_runtime_is_refused_with_what_to_install(string running) =>
        Assert.Equal($"This is .NET {running}, which has known security holes: install the .NET runtime 10.0.12 or a newer one.", RuntimeFloor.Refusal(Version.Parse(running)));

    [Theory]
    [InlineData("10.0.12")]
    [InlineData("10.0.100")]
    [InlineData("11.0.0")]
    public void A_runtime_without_known_holes_is_taken(string running) => Assert.Null(RuntimeFloor.Refusal(Version.Parse(running)));
}
