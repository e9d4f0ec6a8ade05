using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Tests.Publishing;

public sealed class FileDecisionTests
{
    [Theory]
    // Disk, usable, known, taken out; newest, last written here.
    [InlineData("b", true, false, false, "b", "b", FileDecision.Same)]
    [InlineData(null, false, false, true, "-", "-", FileDecision.Same)]
    [InlineData("c", true, false, false, "b", "b", FileDecision.Take)]
    [InlineData("c", false, false, false, "b", "b", FileDecision.Leave)]
    [InlineData("c", true, false, false, null, null, FileDecision.Take)]
    [InlineData("c", false, false, false, null, null, FileDecision.Leave)]
    [InlineData("a", true, true, false, "b", "b", FileDecision.Write)]
    [InlineData("a", true, true, false, "b", "a", FileDecision.Write)]
    [InlineData("c", true, false, false, "b", "a", FileDecision.KeepAndWrite)]
    [InlineData("c", false, false, false, "b", "a", FileDecision.KeepAndWrite)]
    [InlineData("c", true, false, false, "b", null, FileDecision.KeepAndWrite)]
    [InlineData(null, false, false, true, "b", "b", FileDecision.TakeOut)]
    [InlineData(null, false, false, false, "b", "b", FileDecision.Leave)]
    [InlineData(null, false, false, true, "b", "a", FileDecision.Write)]
    [InlineData(null, false, false, true, "b", null, FileDecision.Write)]
    [InlineData("a", true, true, false, "-", "a", FileDecision.Write)]
    [InlineData("c", true, false, false, "-", "a", FileDecision.KeepAndWrite)]
    [InlineData("c", true, false, false, "-", "-", FileDecision.Take)]
    public void What_becomes_of_a_file(string? disk, bool isUsable, bool isKnown, bool isTakenOut, string? newest, string? written, FileDecision decided)
    {
        var version = newest is null ? null
            : new ContentVersion(1, "pages/faq.md", newest == "-" ? null : newest, default, "robin", VersionCause.Published, "", "one");

        Assert.Equal(decided, new FileSituation(disk, isUsable, isKnown, isTakenOut, version, written).Decide());
    }
}
