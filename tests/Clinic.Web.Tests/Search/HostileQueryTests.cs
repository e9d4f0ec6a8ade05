using System.Net;

namespace Clinic.Web.Tests.Search;

[Trait("Pace", "Slow")]
public sealed class HostileQueryTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    public static TheoryData<string> Hostile() =>
    [
        "\"", "\"\"\"", "'", "' OR 1=1 --", "\"ketamine", "ketamine\"", "title:ketamine", "{title heading} : pain", "entries MATCH x",
        "AND", "OR", "NOT", "NEAR", "NEAR(a b, 2)", "NOT ketamine", "ketamine AND", "OR OR OR", "ket*", "*", "^pain", "pain + relief", "-pain", "(((((", ")", "a AND (b OR",
        "\0", "pain\0relief", "\u0002pain\u0003", "\u0001\u0002\u0003", "\uFFFE\uFFFF", "\uFEFF", "\u202Epain", "\u200Bpain", "%", "%00", "%zz", "&q=x", "a=b&c=d", "\\", "\r\nSet-Cookie: a=b", "<script>alert(1)</script>",
        "😀", "👩‍👩‍👧‍👦 ketamine", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "日本語", "العربية", "תכאב", "Ω≈ç√∫", "ﬁ", "İıŞ", "ß", "é\u0301\u0301\u0301", "Z̸̧͔̦a̷l̶g̵o̸", "𝕜𝕖𝕥𝕒𝕞𝕚𝕟𝕖", "\U000E0041", "١٢٣", "²", "½",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task No_text_makes_the_search_fail(string typed) => Assert.Equal(HttpStatusCode.OK, await Status(Uri.EscapeDataString(typed)));

    [Theory]
    [InlineData("%")]
    [InlineData("%FF%FE%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%9F%98")]
    [InlineData("a&q=b&q=c")]
    [InlineData("+++")]
    public async Task No_encoding_makes_the_search_fail(string raw) => Assert.Equal(HttpStatusCode.OK, await Status(raw));

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("ketamine ")]
    [InlineData("\" OR \"")]
    [InlineData("😀")]
    [InlineData("\0")]
    [InlineData("\u0301")]
    public async Task A_megabyte_is_cut_short(string piece)
    {
        var raw = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)));

        Assert.Equal(HttpStatusCode.OK, await Status(raw));
    }

    [Fact]
    public async Task Random_text_never_makes_the_search_fail()
    {
        var random = new Random(20261123);
        const string Alphabet = "\"'*^():{}-+~ ANDORNEARketamine\0\u0002\uD83D\uDE00é%&=\\";
        for (var i = 0; i < 200; i++)
            Assert.Equal(HttpStatusCode.OK, await Status(Uri.EscapeDataString(new string(random.GetItems<char>(Alphabet, random.Next(1, 220))))));
    }

    [Fact]
    public async Task Many_may_search_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => site.FirstHit(i % 2 == 0 ? "bladder" : "insurance")));

        Assert.Equal(2, answers.Distinct().Count());
        Assert.Equal(answers[0], answers[62]);
    }

    // The raw query reaches the site as it stands; a Uri would be tidied or refused.
    async Task<HttpStatusCode> Status(string raw)
    {
        using var _ = site.Browser();
        var context = await site.Server.SendAsync(request =>
        {
            request.Request.Method = "GET";
            request.Request.Host = new("localhost");
            request.Request.Path = "/search";
            request.Request.QueryString = new($"?q={raw}");
        });
        return (HttpStatusCode)context.Response.StatusCode;
    }
}
