using Clinic.Web.Tests;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>
/// An empty page on loopback under the staff side's policy, with the scripts of wwwroot beside it and the reader's module
/// loaded as <c>r</c>. <c>refused(promise)</c> tells the kind of a refusal, or "accepted".
/// </summary>
sealed class ReaderPage : IAsyncDisposable
{
    const string Address = "http://localhost/";
    const string Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    const string Prepare = """
        async () => {
          const parts = ['keys', 'list', 'reader', 'recovery', 'told', 'exported'].map((part) => import(`/staff-${part}.js`));
          globalThis.r = Object.assign({}, ...await Promise.all(parts));
          globalThis.list = await r.wordList(await (await fetch('/staff-words.txt')).text());
          globalThis.refused = (promise) => promise.then(() => 'accepted', (error) => error.kind ?? String(error));
          globalThis.flipped = (base64) => {
            const bytes = r.fromBase64(base64);
            bytes[bytes.length >> 1] ^= 1;
            return r.toBase64(bytes);
          };
          globalThis.someone = async (person) => {
            const { spki, pkcs8 } = await r.makeReaderKey();
            const names = { person, host: location.host, credential: `of-${person}`, spki };
            const secret = r.random(32);
            const blob = await r.wrapBlob(secret, names, { pkcs8: pkcs8.slice(), listKey: '' });
            return { names, secret, blob, pkcs8, spki, hash: await r.hashOf(spki), ...await r.openBlob(blob, secret, names) };
          };
          globalThis.signedFor = async (owner, others = [], more = {}) => {
            const { spki, pkcs8 } = await r.makeListKey();
            const wrapped = await r.wrapListKey(pkcs8, owner.spki);
            const recovery = await r.makeReaderKey();
            const readers = [owner, ...others].map((one) => ({ person: one.names.person, key: one.hash, owner: one === owner }));
            const next = { number: 2, host: location.host, readers, recovery: await r.hashOf(recovery.spki), ...more };
            const signed = await r.signList(next, await r.openListKey(wrapped, owner.key));
            const keys = [owner, ...others, recovery].map((one) => one.spki);
            const known = { listKey: await r.hashOf(spki), host: location.host, number: 2 };
            return { kept: { ...signed, listKey: spki, keys }, known, wrapped, recovery, next };
          };
        }
        """;

    ReaderPage(IPage page) => Page = page;

    public IPage Page { get; }

    public static async Task<ReaderPage> Open(OpenHouse house)
    {
        var page = await house.Visit();
        await page.RouteAsync($"{Address}**", Answer);
        await page.GotoAsync(Address);
        await page.EvaluateAsync(Prepare);
        return new(page);
    }

    public Task<T> Ask<T>(string script, object? given = null) => Page.EvaluateAsync<T>(script, given);

    public Task<string[]> Ask(string script, object? given = null) => Ask<string[]>(script, given);

    /// <summary>What came of each change, made on a fresh copy of what <paramref name="given"/> makes once.</summary>
    public async Task<IEnumerable<string>> Tried(string given, string use, IReadOnlyList<(string What, string Change)> cases)
    {
        var each = cases.Select(one => $"async (given) => {{ {one.Change}; return {use}; }}");
        var told = await Ask($$"""
            async () => {
              {{given}}
              const tried = [];
              for (const change of [{{string.Join(",\n", each)}}]) tried.push(await change(fresh()).then((use) => refused(use())));
              return tried;
            }
            """);
        return cases.Zip(told, (one, what) => $"{one.What}: {what}");
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>The browser's own authenticator, for passkeys on this page.</summary>
    public static async Task AddAuthenticator(IPage page, bool hasPrf)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        var options = new
        {
            protocol = "ctap2",
            transport = "internal",
            hasResidentKey = true,
            hasUserVerification = true,
            isUserVerified = true,
            automaticPresenceSimulation = true,
            hasPrf,
        };
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
    }

    static Task Answer(IRoute route)
    {
        var name = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
        var file = Repository.Path("wwwroot", name);
        if (name.Length > 0 && File.Exists(file)) return route.FulfillAsync(new() { Path = file });
        var headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy };
        return route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = headers,
            Body = "<!doctype html><title>Reader</title><main></main>",
        });
    }
}
