namespace Clinic.Web.Tests.Site;

/// <summary>Requests that two readers might understand differently, byte by byte: refused, and the connection with them.</summary>
[Trait("Pace", "Slow")]
public sealed class RawRequestTests(WireSite site) : IClassFixture<WireSite>
{
    const string Head = "Host: localhost\r\n";
    const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
    /// <summary>What an attacker hides in the body of another request; it must never be answered.</summary>
    const string Hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    static string Post(string headers, string body) => $"POST /is-ketamine-right-for-me HTTP/1.1\r\n{Head}{Form}{headers}\r\n{body}";

    static string Get(string headers) => $"GET /articles HTTP/1.1\r\n{Head}{headers}\r\n";

    public static TheoryData<string, string> Ambiguous => new()
    {
        { "length and chunks", Post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "chunks and length", Post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", $"0\r\n\r\n{Hidden}") },
        { "two lengths", Post("Content-Length: 0\r\nContent-Length: 42\r\n", Hidden) },
        { "two equal lengths", Post("Content-Length: 3\r\nContent-Length: 3\r\n", $"a=b{Hidden}") },
        { "a list of lengths", Post("Content-Length: 0, 42\r\n", Hidden) },
        { "a negative length", Post("Content-Length: -3\r\n", $"a=b{Hidden}") },
        { "a length in hexadecimal", Post("Content-Length: 0x3\r\n", $"a=b{Hidden}") },
        { "a length with a blank within", Post("Content-Length: 4 2\r\n", Hidden) },
        { "a length beyond counting", Post("Content-Length: 99999999999999999999\r\n", Hidden) },
        { "a length that is a fraction", Post("Content-Length: 3.0\r\n", $"a=b{Hidden}") },
        { "an empty length", Post("Content-Length: \r\n", Hidden) },
        { "an unknown encoding", Post("Transfer-Encoding: cow\r\n", Hidden) },
        { "an encoding before the chunks", Post("Transfer-Encoding: gzip, chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "chunks before an encoding", Post("Transfer-Encoding: chunked, identity\r\n", $"0\r\n\r\n{Hidden}") },
        { "two encodings", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", $"0\r\n\r\n{Hidden}") },
        { "a quoted encoding", Post("Transfer-Encoding: \"chunked\"\r\n", $"0\r\n\r\n{Hidden}") },
        { "a control before the encoding", Post("Transfer-Encoding: \u000bchunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "a null in the encoding", Post("Transfer-Encoding: chunked\0\r\n", $"0\r\n\r\n{Hidden}") },
        { "a blank before the colon", Post("Transfer-Encoding : chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "a tab before the colon", Post("Content-Length\t: 3\r\n", $"a=b{Hidden}") },
        { "a folded header", Post("Transfer-Encoding:\r\n chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "a folded line after a header", Post("X-A: b\r\n\tTransfer-Encoding: chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "a header without a name", Post(": chunked\r\n", Hidden) },
        { "a header without a colon", Post("Transfer-Encoding\r\n", Hidden) },
        { "a line feed alone in a name", Post("X-A\n: b\r\n", Hidden) },
        { "a carriage return alone in a value", Post("X-A: b\rTransfer-Encoding: chunked\r\n", $"0\r\n\r\n{Hidden}") },
        { "a null in a value", Post("X-A: b\0c\r\n", Hidden) },
        { "a name that is not ASCII", Post("X-\u00e9: b\r\n", Hidden) },
        { "a chunk size that is no number", Post("Transfer-Encoding: chunked\r\n", $"zz\r\n{Hidden}") },
        { "a chunk size with a sign", Post("Transfer-Encoding: chunked\r\n", $"+3\r\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a chunk size in C", Post("Transfer-Encoding: chunked\r\n", $"0x3\r\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a chunk size beyond counting", Post("Transfer-Encoding: chunked\r\n", $"ffffffffffffffff1\r\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a line feed alone in a chunk extension", Post("Transfer-Encoding: chunked\r\n", $"3;x\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a carriage return alone in a chunk extension", Post("Transfer-Encoding: chunked\r\n", $"3;x\ry\r\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a chunk longer than it says", Post("Transfer-Encoding: chunked\r\n", $"1\r\na=b\r\n0\r\n\r\n{Hidden}") },
        { "a body with a request that reads", Get($"Content-Length: {Hidden.Length}\r\n") + Hidden },
        { "chunks with a request that reads", Get("Transfer-Encoding: chunked\r\n") + $"0\r\n\r\n{Hidden}" },
        { "no host", $"GET /articles HTTP/1.1\r\n\r\n{Hidden}" },
        { "two hosts", Get("Host: localhost\r\n") + Hidden },
        { "two hosts that differ", Get("Host: evil.example\r\n") + Hidden },
        { "another host in the request line", $"GET http://evil.example/articles HTTP/1.1\r\n{Head}\r\n{Hidden}" },
        { "the host in the request line differs from the header", $"GET http://localhost/articles HTTP/1.1\r\nHost: evil.example\r\n\r\n{Hidden}" },
        { "a request line with two blanks", $"GET  /articles HTTP/1.1\r\n{Head}\r\n{Hidden}" },
        { "a request line without a version", $"GET /articles\r\n{Head}\r\n{Hidden}" },
        { "a version that is not spoken", $"GET /articles HTTP/1.2\r\n{Head}\r\n{Hidden}" },
        { "a null in the address", $"GET /art\0icles HTTP/1.1\r\n{Head}\r\n{Hidden}" },
        { "an encoded null in the address", $"GET /art%00icles HTTP/1.1\r\n{Head}\r\n{Hidden}" },
        { "a tunnel", $"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n{Hidden}" },
        { "another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n" },
        { "a greeting in TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task Is_refused_once_with_every_header_and_the_connection_closed(string what, string sent)
    {
        var answer = await site.Exchange(sent);

        Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
        AssertDressed(answer);
    }

    [Theory]
    [InlineData("414", "This address is too long", "GET /{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 5 * 1024)]
    [InlineData("431", "Your browser sent too much at once", "GET /articles HTTP/1.1\r\nHost: localhost\r\nX-A: {0}\r\n\r\n", 17 * 1024)]
    [InlineData("400", "We could not read that", "GET /\0{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 5)]
    public async Task What_the_server_itself_refuses_is_answered_by_a_page_with_the_clinics_number(string status, string heading, string request, int length)
    {
        var answer = await site.Exchange(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, new string('a', length)));
        var (head, body) = answer.Split("\r\n\r\n") is [var first, var rest] ? (first, rest) : (answer, "");

        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html; charset=utf-8", head, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", body, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:+12025550143\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("aaaa", body, StringComparison.Ordinal);
        AssertDressed(answer);
    }

    [Theory]
    [InlineData("414", "GET /{0} HTTP/1.1\r\nHost: localhost\r\n\r\n", 5 * 1024)]
    [InlineData("431", "GET /articles HTTP/1.1\r\nHost: localhost\r\nX-A: {0}\r\n\r\n", 17 * 1024)]
    [InlineData("413", "POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 66000\r\n\r\n{0}", 66000)]
    public async Task What_is_too_large_is_refused_by_its_name(string status, string request, int length)
    {
        var answer = await site.Exchange(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, new string('a', length)));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        AssertDressed(answer);
    }

    [Fact]
    public async Task A_form_that_comes_too_slowly_is_refused_with_a_page_that_says_so()
    {
        var answer = await site.Exchange("POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6000\r\n\r\nFullName=A");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("nothing was kept", answer, StringComparison.Ordinal);
        AssertDressed(answer);
    }

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        var answer = await site.Exchange(Get(string.Concat(Enumerable.Range(0, 64).Select(i => $"X-{i}: a\r\n"))));

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
        AssertDressed(answer);
    }

    [Fact]
    public async Task Requests_that_are_good_are_answered_one_after_the_other()
    {
        var answer = await site.Exchange(
            Get("") + $"GET /glossary HTTP/1.1\r\n{Head}\r\n" + Post("Transfer-Encoding: chunked\r\n", "3;ext=1\r\na=b\r\n0\r\n\r\n") + Get("Connection: close\r\n"));

        Assert.Equal(["200", "200", "400", "200"], answer.Split("HTTP/1.1 ")[1..].Select(one => one[..3]));
    }

    // The server reads it as 3, which no proxy reads otherwise: those that know it at all read the same.
    [Fact]
    public async Task A_length_with_a_plus_sign_is_that_length()
    {
        var answer = await site.Exchange(Post("Content-Length: +3\r\n", "a=b") + Get("Connection: close\r\n"));

        Assert.Equal(["400", "200"], answer.Split("HTTP/1.1 ")[1..].Select(one => one[..3]));
    }

    static void AssertDressed(string answer)
    {
        foreach (var header in new[] { "Content-Security-Policy: default-src 'none';", "X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n", "Referrer-Policy: no-referrer\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n", "Connection: close\r\n" })
            Assert.Equal(1, answer.Split(header).Length - 1);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.OrdinalIgnoreCase);
    }
}
