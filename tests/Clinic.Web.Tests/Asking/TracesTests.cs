using System.Text;

namespace Clinic.Web.Tests.Asking;

public sealed class TracesTests
{
    const string Word = "Quökka Nöel";

    public static TheoryData<string> Hidden() =>
    [
        Word, Word.ToUpperInvariant().Replace("Ö", "ö", StringComparison.Ordinal), "x=Qu%C3%B6kka%20N%c3%b6el",
        "x=Qu%C3%B6kka+N%C3%B6el", "{\"a\":\"Qu\\u00F6kka N\\u00f6el\"}", "<p>Qu&#xF6;kka N&#xF6;el",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Word + " and more")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("." + Word)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(".." + Word + ".")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 50) + Word + new string('y', 50)), Base64FormattingOptions.InsertLineBreaks),
        Convert.ToBase64String(Encoding.Unicode.GetBytes("abc" + Word)), Convert.ToHexString(Encoding.UTF8.GetBytes(Word)),
    ];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_word_is_found_in_every_dress(string text) => Assert.NotEmpty(new Traces(Word).In(text));

    [Fact]
    public void A_word_is_found_in_either_UTF_16()
    {
        Assert.NotEmpty(new Traces(Word).In([1, .. Encoding.Unicode.GetBytes(Word)]));
        Assert.NotEmpty(new Traces(Word).In([1, .. Encoding.BigEndianUnicode.GetBytes(Word)]));
    }

    [Fact]
    public void Other_words_are_not_found() => Assert.Empty(new Traces(Word)
        .In("Quokka Noel, " + Convert.ToBase64String(Encoding.UTF8.GetBytes("Quokka Noel"))));
}
