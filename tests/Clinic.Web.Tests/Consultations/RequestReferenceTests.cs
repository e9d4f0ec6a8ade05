using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Consultations;

public sealed class RequestReferenceTests
{
    const string Alphabet = "2346789ACEFHJKMNPQRTWXY";

    static readonly IReadOnlyList<string> Some = [.. Enumerable.Range(0, 100).Select(_ => RequestReference.Next().Value)];

    [Fact]
    public void A_reference_is_two_groups_of_five_without_look_alikes() =>
        Assert.All(Some, value => Assert.Matches($"^KC-[{Alphabet}]{{5}}-[{Alphabet}]{{5}}$", value));

    [Fact]
    public void References_differ() => Assert.Equal(Some.Count, Some.Distinct().Count());

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        foreach (var code in Some.Select(Code))
        {
            for (var at = 0; at < code.Length; at++)
            {
                foreach (var wrong in Alphabet.Where(c => c != code[at])) Assert.False(Reads(code[..at] + wrong + code[(at + 1)..]));
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_found()
    {
        foreach (var code in Some.Select(Code))
        {
            for (var at = 0; at + 1 < code.Length; at++)
            {
                if (code[at] != code[at + 1]) Assert.False(Reads(code[..at] + code[at + 1] + code[at] + code[(at + 2)..]));
            }
        }
    }

    [Fact]
    public void A_reference_is_read_as_people_write_it()
    {
        foreach (var value in Some)
        {
            foreach (var written in new[] { value, value.ToLowerInvariant(), value.Replace('-', ' '), $" {value} ", "KC" + Code(value), Code(value) })
            {
                Assert.True(RequestReference.TryParse(written, out var read), written);
                Assert.Equal(value, read.Value);
            }
        }
    }

    [Fact]
    public void A_reference_whose_own_characters_begin_with_KC_is_read_without_its_prefix()
    {
        // The check character of KC2222222: 10·K + 9·C with K = 13 and C = 8 is 202, and 202 + 5 is nine times 23.
        Assert.True(RequestReference.TryParse("KC222-22228", out var read));
        Assert.Equal("KC-KC222-22228", read.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("KC-")]
    [InlineData("KC-0O1IL-BDGSU")]
    [InlineData("KC-22222-2222")]
    [InlineData("KC-22222-222222")]
    public void Anything_else_is_no_reference(string? typed) => Assert.False(RequestReference.TryParse(typed, out _));

    static string Code(string value) => value["KC-".Length..].Replace("-", "", StringComparison.Ordinal);

    static bool Reads(string code) => RequestReference.TryParse("KC" + code, out _);
}
