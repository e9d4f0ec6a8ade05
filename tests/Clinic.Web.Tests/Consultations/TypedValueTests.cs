using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Consultations;

public sealed class TypedValueTests
{
    [Theory]
    [InlineData("2025550143", "(202) 555-0143")]
    [InlineData("(202) 555-0143", "(202) 555-0143")]
    [InlineData("202.555.0143", "(202) 555-0143")]
    [InlineData(" +1 (202) 555–0143 ", "(202) 555-0143")]
    [InlineData("1-202-555-0143", "(202) 555-0143")]
    [InlineData("[202] 555/0143", "(202) 555-0143")]
    [InlineData("202 555 0143 x12", "(202) 555-0143, ext. 12")]
    [InlineData("202-555-0143, Ext. 123456", "(202) 555-0143, ext. 123456")]
    [InlineData("202-555-0143 #4", "(202) 555-0143, ext. 4")]
    [InlineData("202-555-0143 extension 4", "(202) 555-0143, ext. 4")]
    [InlineData("989-200-2000", "(989) 200-2000")]
    public void A_phone_number_is_read_in_any_writing(string typed, string shown)
    {
        Assert.True(PhoneNumber.TryParse(typed, out var number));
        Assert.Equal(shown, number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("555-0143")]
    [InlineData("202-555-014")]
    [InlineData("202-555-01434")]
    [InlineData("2-202-555-0143")]
    [InlineData("102-555-0143")]
    [InlineData("202-155-0143")]
    [InlineData("211-555-0143")]
    [InlineData("202-511-0143")]
    [InlineData("900-555-0143")]
    [InlineData("+44 20 7946 0958")]
    [InlineData("202-555-0143 x1234567")]
    [InlineData("+2025550143")]
    [InlineData("2O2-555-O143")]
    [InlineData("202-5550 Bob")]
    public void Anything_else_is_no_phone_number(string? typed) => Assert.False(PhoneNumber.TryParse(typed, out _));

    public static TheoryData<string, string> Addresses => new()
    {
        { "robin@example.com", "robin@example.com" },
        { " Robin.Neil+x@Sub.EXAMPLE.com ", "Robin.Neil+x@sub.example.com" },
        { "o'neil_1@example.co", "o'neil_1@example.co" },
        { "robin@bücher.example", "robin@xn--bcher-kva.example" },
        { "jörg@example.com", "jörg@example.com" },
        { new string('a', 64) + "@example.com", new string('a', 64) + "@example.com" },
        { "a@" + Domain(252), "a@" + Domain(252) },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_keeps_its_name_and_gets_a_plain_domain(string typed, string value)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(value, address.Value);
    }

    public static TheoryData<string?> NoAddresses =>
    [
        null, "", "robin", "@example.com", "robin@", "robin@example", "robin@.com", "robin@example..com", "robin@-a.com", "robin@example.c", "robin@127.0.0.1",
        "a@b@example.com", "robin neil@example.com", ".robin@example.com", "robin.@example.com", "ro..bin@example.com",
        "robin@example.com,eve@evil.example", "robin@example.com\r\nBcc: eve@evil.example", "robin@exa mple.com", "'robin@example.com", "Eve <eve@example.com>, Robin <robin@example.com>", "eve@example.com <robin@example.com>",
        new string('a', 65) + "@example.com", "a@" + Domain(253), "robin@" + new string('b', 64) + ".com",
    ];

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void Anything_else_is_no_address(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Theory]
    [InlineData("  Robin \t\u00A0 Neil  ", "Robin Neil")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("a\r\nb", "a b")]
    [InlineData("", "")]
    [InlineData("\u3000", "")]
    public void One_line_is_composed_trimmed_and_single_spaced(string typed, string tidy) => Assert.Equal(tidy, TypedText.OneLine(typed));

    [Theory]
    [InlineData("\r\n  one  two \r\n\r\nthree\u0085four\r\n ", "one two\n\nthree\nfour")]
    [InlineData("a\n\n\n\n\nb\u0007", "a\n\nb")]
    [InlineData("a\rb", "a\nb")]
    public void Lines_are_tidied_each_and_kept_apart(string typed, string tidy) => Assert.Equal(tidy, TypedText.Lines(typed));

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character() => Assert.Equal("a\uFFFDb", TypedText.OneLine("a\uD83Db"));

    [Fact]
    public void Length_counts_characters_as_people_do() => Assert.Equal(2, TypedText.Length("a🙂"));

    static string Domain(int length) => string.Concat(Enumerable.Repeat("abcdefghi.", 30))[..(length - 4)].TrimEnd('.').PadRight(length - 4, 'x') + ".com";
}
