using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Clinic.Web.Consultations.Storing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Asking;

/// <summary>What people agreed to can be proven, also after what they told is erased.</summary>
[Trait("Pace", "Slow")]
public sealed class ConsentTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 10, 21, 16, 30, 15, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly AskingSite site = new() { Clock = new(Noon) };
    readonly ContentCopy content = new();

    [Theory]
    [InlineData("Phone", false, "contact")]
    [InlineData("Phone", true, "contact")]
    [InlineData("Text", true, "contact", "plain-channel")]
    [InlineData("Email", true, "contact", "plain-channel")]
    public async Task Each_tick_that_was_needed_is_kept_with_the_words_as_shown(string channel, bool ticksBoth, params string[] purposes)
    {
        using var form = await FormBrowser.At(site);
        var page = (await form.Open()).Page;
        var shown = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["contact"] = HashOf(page.QuerySelector("label[for=ConsentContact]")!.TextContent),
            ["plain-channel"] = HashOf(page.QuerySelector("label[for=ConsentPlainChannel]")!.TextContent),
        };

        var answers = FormBrowser.GoodAnswers(channel);
        if (ticksBoth) answers["ConsentPlainChannel"] = ["true"];
        var reference = (await form.Follow(await form.SendAnswers(answers))).Reference;

        var sent = site.Clock.Now.ToUnixTimeMilliseconds();
        Assert.Equal(
            purposes.Select(purpose => new Row(reference, purpose, channel, "v1", shown[purpose], "en-US", sent)),
            site.Rows<Row>("SELECT reference, purpose, channel, version, sha256, locale, agreed_at FROM consent JOIN request USING (submission) ORDER BY consent.id"));
    }

    [Fact]
    public async Task Who_sends_twice_agrees_once()
    {
        using var form = await FormBrowser.At(site);
        await form.Send();
        await form.Send();

        Assert.Equal([1L], site.Rows<long>("SELECT COUNT(*) FROM consent"));
    }

    [Fact]
    public async Task The_record_outlives_the_words_and_a_withdrawal_is_a_new_row()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await page.Withdraw();

        Assert.Equal(["contact", "withdrawn"], site.Rows<string>("SELECT purpose FROM consent ORDER BY id"));
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(payload) FROM request"));
    }

    [Fact]
    public async Task It_holds_nothing_that_was_told()
    {
        await site.Ask(("FullName", "Quokka"), ("Reasons", "Anxiety"), ("Message", "Bilby"));

        // What these columns hold is proven above; no other column can hold a word.
        Assert.Equal(["id", "submission", "purpose", "channel", "version", "sha256", "locale", "agreed_at"], site.Rows<string>("SELECT name FROM pragma_table_info('consent')"));
        Assert.Equal(site.Rows<string>("SELECT submission FROM request"), site.Rows<string>("SELECT submission FROM consent"));
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(site.Rows<string>("SELECT submission FROM consent")));
    }

    [Fact]
    public async Task The_kept_words_are_those_that_were_hashed()
    {
        await site.Ask();

        var kept = site.Rows<(string Sha256, string Words)>("SELECT sha256, words FROM wording");
        Assert.NotEmpty(kept);
        Assert.All(kept, wording => Assert.Equal(HashOf(wording.Words), wording.Sha256));
    }

    [Fact]
    public async Task Words_that_were_edited_after_use_are_never_shown_even_with_a_new_sum()
    {
        await site.Ask();
        await Eventually.Holds(async () => (await new OpenStore(site.Services).Content.Files(default)).Any(file => file.Path == "consent/v1.md"), Patience, "the words are kept");
        var store = CopyOfTheStore();
        Assert.Equal("started", await Start(store));

        var file = Path.Combine(content.Folder, "consent", "v1.md");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("I can change my mind at any time.", "I cannot change my mind.", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(content.Folder, "consent", "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))}  v1.md\n");

        const string Edited = "The consent wording v1.md was edited after people agreed to it: put the old words back and write the new ones in a new file.";
        Assert.Equal("started", await Start(store, "The site shows an older version of the words of consent since ", Edited));
        using (var database = new SqliteConnection($"Data Source={Path.Combine(store, "requests.db")};Pooling=False")) database.Execute("DELETE FROM content_file");
        Assert.Equal(Edited, await Start(store));
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    string CopyOfTheStore()
    {
        var copy = Path.Combine(content.Folder, "store");
        Directory.CreateDirectory(copy);
        using var from = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False");
        from.Execute("VACUUM INTO @file", new { file = Path.Combine(copy, "requests.db") });
        return copy;
    }

    /// <returns>"started" as soon as the log said so in these words, or what the program said when it stopped.</returns>
    async Task<string> Start(string store, params string[] logged)
    {
        var built = typeof(Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [built]) { WorkingDirectory = Path.GetDirectoryName(built)!, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (key, value) in new[] { ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Site__ContentFolder", content.Folder), ("Store__Folder", store) })
            start.Environment[key] = value;
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = program.StandardError.ReadToEndAsync(patience.Token);
            while (await program.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                if ((logged is [] ? ["Application started"] : logged).All(words => line.Contains(words, StringComparison.Ordinal))) return "started";
            await program.WaitForExitAsync(patience.Token);
            Assert.Equal(2, program.ExitCode);
            return (await errors).Trim();
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
        }
    }

    sealed record Row(string Reference, string Purpose, string Channel, string Version, string Sha256, string Locale, long Agreed_at);
}
