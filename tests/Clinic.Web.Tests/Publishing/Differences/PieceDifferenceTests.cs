using Clinic.Web.Publishing.Differences;

namespace Clinic.Web.Tests.Publishing.Differences;

public sealed class PieceDifferenceTests
{
    [Fact]
    public void One_changed_piece_of_a_hundred_thousand_is_found_alone()
    {
        var before = Enumerable.Range(0, 100_000).Select(number => $"line {number}").ToList();
        var now = before.ToList();
        now[40_000] = "another line";
        now[60_000] = "one more";

        Assert.Equal(
            [
                new(true, 0, 40_000, 0, 40_000), new(false, 40_000, 1, 40_000, 1), new(true, 40_001, 19_999, 40_001, 19_999),
                new(false, 60_000, 1, 60_000, 1), new(true, 60_001, 39_999, 60_001, 39_999),
            ],
            PieceDifference.Of(before, now));
    }

    [Fact]
    public void Long_texts_with_little_in_common_differ_between_their_like_ends()
    {
        string[] before = ["top", .. Enumerable.Range(0, 60_000).Select(number => $"old {number}"), "shared", "old", "end"];
        string[] now = ["top", .. Enumerable.Range(0, 60_000).Select(number => $"new {number}"), "shared", "new", "end"];

        Assert.Equal(
            [new(true, 0, 1, 0, 1), new(false, 1, 60_002, 1, 60_002), new(true, 60_003, 1, 60_003, 1)],
            PieceDifference.Of(before, now));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "a", "+a")]
    [InlineData("a", "", "-a")]
    [InlineData("a b c", "a c", "=a -b =c")]
    [InlineData("a c", "a b c", "=a +b =c")]
    [InlineData("a a a", "a a", "=a =a -a")]
    [InlineData("a b c d", "x b y d", "-a +x =b -c +y =d")]
    public void What_both_have_is_shared(string before, string now, string expected)
    {
        var (old, young) = (Pieces(before), Pieces(now));

        var told = PieceDifference.Of(old, young).SelectMany(block => block.IsSame
            ? young.Skip(block.New).Take(block.NewCount).Select(piece => "=" + piece)
            : [.. old.Skip(block.Old).Take(block.OldCount).Select(piece => "-" + piece),
                .. young.Skip(block.New).Take(block.NewCount).Select(piece => "+" + piece)]);

        Assert.Equal(expected, string.Join(' ', told));
    }

    static string[] Pieces(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
