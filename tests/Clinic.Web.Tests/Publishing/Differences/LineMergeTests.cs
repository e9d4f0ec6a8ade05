using Clinic.Web.Publishing.Differences;

namespace Clinic.Web.Tests.Publishing.Differences;

public sealed class LineMergeTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\nd\n", "a\nB\nc\nd\n")]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n")]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "A\nb\nc\n", "A\nB\nc\n")]
    [InlineData("a\nb\nc\n", "a\nc\n", "a\nb\nC\n", "a\nC\n")]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n", null)]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "a\nc\n", null)]
    [InlineData("a\nb\n", "a\nx\nb\n", "a\ny\nb\n", null)]
    [InlineData("a\nb", "a\nb\nc", "A\nb", "A\nb\nc")]
    [InlineData("", "a\n", "", "a\n")]
    public void A_change_is_made_in_another_version_or_not_at_all(string from, string to, string now, string? becomes) =>
        Assert.Equal(becomes, LineMerge.Apply(from, to, now));
}
