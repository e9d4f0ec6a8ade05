using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Clinic.Web.Tests;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Proofs;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>
/// A clinic whose readers have passkeys in a browser and seal a note about each request. What of it is in a full copy of the server, and what do
/// a reader's passkey, the recovery file in the browser and the recovery file with openssl open?
/// </summary>
public sealed partial class SealedDesk(OpenHouse house, string openssl, Action<string>? progress = null)
{
    const string Typed = "Quokkaword";
    const string Noted = "Numbatnote";

    // The scripts of the pages, unchanged, from an address of their own: a page runs only what is named by its hash.
    const string Prepare = """
        async () => {
          const parts = ['keys', 'list', 'reader', 'recovery', 'open'].map((part) => import(`/proof/staff-${part}.js`));
          globalThis.r = Object.assign({}, ...await Promise.all(parts));
          globalThis.mine = await r.openMine();
        }
        """;

    const string Note = """
        async ({ references, first, word }) => {
          for (const [at, reference] of references.entries()) {
            const note = { reference, author: mine.state.person, at: new Date().toISOString(), text: `${word} ${String(first + at).padStart(5, '0')}` };
            await r.askReaders('notes', { reference, version: 0, at: note.at, ...await r.sealNote(note, mine.list) });
          }
        }
        """;

    const string Read = """
        async ({ references, file, words }) => {
          const recovery = file ? await r.openRecovery(file, words) : null;
          const [key, hash] = recovery ? [recovery.key, await r.hashOf(recovery.spki)] : [mine.key, mine.hash];
          const { envelopes } = await r.askReaders('envelopes', { key: hash, references });
          return Promise.all(envelopes.map(async (one) => one.number === 0 ? (await r.openEnvelope(one, key, one.reference)).Message
            : (await r.openNote(one, key, one)).text));
        }
        """;

    const int AtOnce = 50;

    public async Task<Figures> Run(int requests)
    {
        await using var staff = await StaffHouse.Open(house, more: Settings);
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, "/staff/readers");
        var (file, words) = await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");
        var desk = await Reader(staff, owner);

        var references = await Ask(staff, requests);
        progress?.Invoke($"{references.Count} requests sent");
        await Each(references, (some, first) => desk.EvaluateAsync(Note, new { references = some, first, word = Noted }));
        progress?.Invoke($"{references.Count} notes sealed in a reader's browser");
        var backup = await staff.Command("backup", staff.In("backup"));

        var figures = new Figures("A copy of a clinic whose readers have passkeys, with a note about each request");
        figures.Exactly("requests kept, and notes", references.Count + Payloads(staff).Count, requests * 3);
        figures.Exactly("of these in the backup", backup.StartsWith($"{requests} requests", StringComparison.Ordinal) ? requests : 0, requests);
        figures.AtMost("opened by the program, with every key that the copy holds", await OpenedByProgram(staff), 0);
        figures.AtMost("files of database, keys, backup, log and mail in which a word that was typed is found, in any encoding", FilesWithATrace(staff), 0);
        figures.AtLeast("files looked at", Files(staff).Count(), 5);
        await Opens(figures, "a reader's passkey", desk, references, null, null);
        await Opens(figures, "the recovery file in a browser", owner, references, await File.ReadAllTextAsync(file), words);
        await OpensByOpenSsl(figures, staff, requests, file, words);
        foreach (var page in new[] { owner, desk }) await page.Context.CloseAsync();
        figures.AtMost("errors of scripts", staff.Problems.Count, 0);
        return figures;
    }

    static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Mail:Mode"] = "Notice",
        ["Limits:PostsPerAddress"] = "1000000",
        ["Limits:KeptPerAddress"] = "1000000",
        ["Limits:KeptInAll"] = "1000000",
    };

    static IEnumerable<string> Words(string word, int count) => Enumerable.Range(0, count)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{word} {number:00000}"));

    // Confirmed by the owner, whose page then has the scripts as well.
    static async Task<IPage> Reader(StaffHouse staff, IPage owner)
    {
        var desk = await staff.Join("Dee", "front-desk");
        await staff.Go(desk, "/staff/readers");
        await ReaderSteps.Reloads(desk, "#make-mine");
        await staff.Go(owner, "/staff/readers");
        await ReaderSteps.Reloads(owner, "button[data-do=confirm]");
        foreach (var page in new[] { owner, desk })
        {
            var browser = await page.Context.NewCDPSessionAsync(page);
            await browser.SendAsync("Page.setBypassCSP", new() { ["enabled"] = true });
            await page.RouteAsync("**/proof/*.js", route => route.FulfillAsync(
                new() { Path = Repository.Path("wwwroot", new Uri(route.Request.Url).Segments[^1]) }));
            await staff.Go(page, "/staff/readers");
            await page.EvaluateAsync(Prepare);
        }
        return desk;
    }

    static async Task<IReadOnlyList<string>> Ask(StaffHouse staff, int requests)
    {
        var references = new List<string>();
        foreach (var word in Words(Typed, requests))
        {
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = staff.Address };
            var form = await browser.GetStringAsync(new Uri("/is-ketamine-right-for-me", UriKind.Relative));
            var fields = Hidden().Matches(form).Select(field =>
                KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
                .Concat(
                [
                    new("FullName", $"{Typed} Name"), new("ContactMethod", "Phone"), new("Phone", "(202) 555-0143"), new("State", "MD"), new("IsAdult", "true"),
                    new("Message", word), new("ConsentContact", "true"),
                ]);
            using var sent = await browser.PostAsync(new Uri("/is-ketamine-right-for-me", UriKind.Relative), new FormUrlEncodedContent(fields));
            if (sent.StatusCode != HttpStatusCode.SeeOther) throw new InvalidOperationException($"A request was answered with {sent.StatusCode}.");
            references.Add(Reference().Match(await browser.GetStringAsync(sent.Headers.Location)).Value);
        }
        return references;
    }

    static async Task Each(IReadOnlyList<string> references, Func<string[], int, Task> work)
    {
        for (var at = 0; at < references.Count; at += AtOnce) await work([.. references.Skip(at).Take(AtOnce)], at);
    }

    static async Task Opens(Figures figures, string with, IPage page, IReadOnlyList<string> references, string? file, string? words)
    {
        var opened = new List<string>();
        await Each(references, async (some, _) => opened.AddRange(await page.EvaluateAsync<string[]>(Read, new { references = some, file, words })));
        Tell(figures, with, opened, references.Count);
    }

    static void Tell(Figures figures, string with, IReadOnlyList<string> opened, int requests)
    {
        figures.Exactly($"requests opened with {with}", Words(Typed, requests).Intersect(opened, StringComparer.Ordinal).Count(), requests);
        figures.Exactly($"notes opened with {with}", Words(Noted, requests).Intersect(opened, StringComparer.Ordinal).Count(), requests);
    }

    async Task OpensByOpenSsl(Figures figures, StaffHouse staff, int requests, string file, string words)
    {
        var key = $"{file}.key";
        await OpenSsl([], "pkcs8", "-in", file, "-passin", $"pass:{words.Trim().Replace(' ', '-')}", "-out", key);
        var opened = new List<string>();
        foreach (var payload in Payloads(staff))
        {
            var read = await OpenSsl(payload, "cms", "-decrypt", "-inform", "DER", "-inkey", key);
            opened.Add(OneOfOurs().Match(read).Value);
        }
        Tell(figures, "the recovery file by openssl cms", opened, requests);
    }

    async Task<string> OpenSsl(byte[] input, params string[] words)
    {
        using var program = Process.Start(new ProcessStartInfo(openssl, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await program.StandardInput.BaseStream.WriteAsync(input);
        program.StandardInput.Close();
        var said = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return program.ExitCode == 0 ? said : "";
    }

    static List<byte[]> Payloads(StaffHouse staff)
    {
        using var database = new SqliteConnection($"Data Source={staff.In("store/requests.db")};Mode=ReadOnly;Pooling=False");
        return [.. database.Query<byte[]>("SELECT payload FROM request UNION ALL SELECT payload FROM answering_entry WHERE payload IS NOT NULL")];
    }

    static async Task<int> OpenedByProgram(StaffHouse staff)
    {
        var file = staff.In("exported.json");
        await staff.Command("requests", "export", "--format", "json", file);
        return OneOfOurs().Count(await File.ReadAllTextAsync(file));
    }

    static IEnumerable<string> Files(StaffHouse staff) => Directory.EnumerateFiles(staff.Folder, "*", SearchOption.AllDirectories);

    static int FilesWithATrace(StaffHouse staff)
    {
        var traces = new Traces(Typed, Noted);
        return Files(staff).Count(file => traces.In(File.ReadAllBytes(file)).Any());
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex("[A-Z]{2}-[0-9A-Z]{5}-[0-9A-Z]{5}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("(Quokkaword|Numbatnote) [0-9]{5}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OneOfOurs();
}
