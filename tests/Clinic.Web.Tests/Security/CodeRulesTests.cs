using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Security;

/// <summary>Ways of writing code that end badly on the open internet, and that this program has no use for.</summary>
public sealed partial class CodeRulesTests
{
    const string House = "src/Clinic.Web";

    static readonly (string Words, string Why)[] Never =
    [
        ("Process.Start", "no other program is run"), ("Assembly.Load", "no code is loaded by name"), ("CSharpScript", "no code is made from text"), ("BinaryFormatter", "no types are made from bytes"), ("TypeNameHandling", "no types are made from text"),
        ("DtdProcessing.Parse", "no entity is resolved"), ("MD5", "broken"), ("SHA1", "broken"), ("CipherMode.ECB", "shows patterns"), ("new Random(", "can be guessed"),
        ("DangerousAcceptAnyServerCertificateValidator", "certificates are checked"), ("ServerCertificateCustomValidationCallback", "certificates are checked"), ("ServerCertificateValidationCallback", "certificates are checked"),
        ("EnableSensitiveDataLogging", "what is typed is not logged"), ("UseHttpLogging", "what is typed is not logged"), ("UseDirectoryBrowser", "no folder is listed"), ("AllowAnyOrigin", "nobody else's pages read ours"), ("AddCors", "nobody else's pages read ours"),
        ("Request.Host.", "addresses are made from Site:PublicUrl"), ("GetEncodedUrl", "addresses are made from Site:PublicUrl"), ("GetDisplayUrl", "addresses are made from Site:PublicUrl"),
    ];

    static readonly string[] NeverInScripts =
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "setAttribute('on", "localStorage", "sessionStorage", "indexedDB", "document.cookie", "fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "postMessage", "import(", "location ="];

    // Words of our own that a statement may be put together from, besides constants and properties of the store; never anything that came from outside.
    // "query" is a statement itself; the parts of "type" are a database's words for its columns.
    static readonly string[] PartsOfStatements =
        ["change", "query", "database.SkipLocked", "type.Bytes", "type.Number", "type.Id", "type.End"];

    // The whole html of a text, and the two parts it is cut into.
    static readonly string[] Bodies = [".Body.Html", ".Body.Opening", ".Body.AfterOpening"];

    [Fact]
    public void None_of_these_is_used()
    {
        var found = from file in Repository.Sources(House, ".cs", ".cshtml")
                    from never in Never
                    where file.Text.Contains(never.Words, StringComparison.Ordinal)
                    select $"{file.Name}: {never.Words} ({never.Why})";

        Assert.Empty(found);
    }

    [Fact]
    public void No_statement_to_a_database_holds_anything_but_parameters()
    {
        var found = from file in Repository.Sources(House, ".cs")
                    from statement in Statement().Matches(file.Text)
                    from part in Hole().Matches(statement.Value)
                    where !char.IsAsciiLetterUpper(part.Groups["part"].Value[0]) && !PartsOfStatements.Contains(part.Groups["part"].Value)
                    select $"{file.Name}: {part.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void Every_pattern_ends_in_bounded_time()
    {
        var found = from file in Repository.Sources(House, ".cs")
                    from pattern in Pattern().Matches(file.Text)
                    where !pattern.Value.Contains("NonBacktracking", StringComparison.Ordinal) && !pattern.Value.Contains("matchTimeoutMilliseconds", StringComparison.Ordinal) && !pattern.Value.Contains("TimeSpan", StringComparison.Ordinal)
                    select $"{file.Name}: {pattern.Value.Split('\n')[0]}";

        Assert.Empty(found);
    }

    [Fact]
    public void Only_the_delivery_room_and_the_store_speak_with_other_machines()
    {
        var found = from file in Repository.Sources(House, ".cs", ".cshtml")
                    where !file.Name.StartsWith("Delivery/", StringComparison.Ordinal) && !file.Name.StartsWith("Consultations/Storing/", StringComparison.Ordinal) && !file.Name.StartsWith("Commands/", StringComparison.Ordinal)
                    where Outward().IsMatch(file.Text)
                    select file.Name;

        Assert.Empty(found);
    }

    [Fact]
    public void Html_that_is_not_escaped_comes_from_rendered_texts_alone()
    {
        var raw = Repository.Sources(House, ".cshtml").SelectMany(file => Raw().Matches(file.Text)).Select(match => match.Groups["what"].Value).Distinct(StringComparer.Ordinal);

        // Bodies that passed the three walls, and structured data that its encoder escaped.
        Assert.All(raw, what => Assert.True(Bodies.Any(body => what.EndsWith(body, StringComparison.Ordinal)) || what is "head.Facts" or "facts", what));
    }

    [Fact]
    public void The_script_of_the_form_only_moves_text_about()
    {
        var found = from script in Directory.EnumerateFiles(Repository.Path("wwwroot"), "*.js")
                    from never in NeverInScripts.Except(Path.GetFileName(script).StartsWith("staff-", StringComparison.Ordinal) ? ["fetch("] : [])
                    where (Path.GetFileName(script), never) is not (("staff-open.js", "localStorage") or ("staff-device.js", "indexedDB") or ("staff-editor-saving.js", "localStorage")
                        or ("staff-desk.js", "localStorage"))
                    where File.ReadAllText(script).Contains(never, StringComparison.Ordinal)
                    select $"{Path.GetFileName(script)}: {never}";

        Assert.Empty(found);
    }

    [GeneratedRegex("""\$"{1,3}[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE|ALTER|DROP)\b[^"]*""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{(?<part>[^{}:]+)(:[^{}]*)?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    [GeneratedRegex(@"(\[GeneratedRegex|new Regex|Regex\.(IsMatch|Match|Matches|Replace|Split))\(([^\n]*,\n)?[^\n]*", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\b(HttpClient|SocketsHttpHandler|TcpClient|UdpClient|SmtpClient|WebRequest|ClientWebSocket|NpgsqlDataSource)\b|new Socket\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Outward();

    [GeneratedRegex(@"Html\.Raw\((?<what>[^)]*)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Raw();
}
