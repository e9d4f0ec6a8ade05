using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Consultations.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>What readers' browsers post and get, as their script does.</summary>
[Trait("Pace", "Slow")]
public sealed class ReaderPagesTests : IDisposable
{
    readonly AskingSite site = new();
    readonly TestReaders readers = new(4);
    readonly ListSigner signer;

    public ReaderPagesTests() => signer = new() { For = site.Services.GetRequiredService<SealingSettings>().Host };

    TestReaders.Reader Ann => readers.All[0];
    TestReaders.Reader Bob => readers.All[1];
    TestReaders.Reader Recovery => readers.All[2];

    [Fact]
    public async Task The_first_owner_becomes_a_reader_lets_the_desk_in_and_both_read()
    {
        var (ann, bob) = (await StaffBrowser.Person(site, StaffRoles.Owner), await StaffBrowser.Person(site, StaffRoles.FrontDesk));
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ann);
        using var desk = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk, bob);

        var before = await Json(await owner.Get("/staff/readers/mine"));
        Assert.Equal((ann, "", 1), (before.GetProperty("person").GetString(), before.GetProperty("next").GetProperty("previous").GetString(), before.GetProperty("next").GetProperty("number").GetInt32()));
        Assert.Equal(signer.For, before.GetProperty("host").GetString());
        var first = signer.Sign(1, "", Recovery, new ListedReader(ann, Ann.Public.Hash, true));
        await Taken(await owner.PostJson("/staff/readers/list", Posted(first, Recovery, Ann)));
        await site.Ask(("Message", "Quokka"));
        var reference = Assert.Single(site.Rows<string>("SELECT reference FROM request"));

        await Taken(await desk.PostJson("/staff/readers/mine", new { spki = Convert.ToBase64String(Bob.Public.Spki), blob = Blob("passkey-bob") }));
        var mine = await Json(await owner.Get("/staff/readers/mine"));
        Assert.Equal([(bob, Bob.Public.Hash)], mine.GetProperty("waiting").EnumerateArray().Select(key => (key.GetProperty("person").GetString()!, key.GetProperty("hash").GetString()!)));
        Assert.Equal(384, mine.GetProperty("listKey").GetProperty("wrapped").GetBytesFromBase64().Length);
        var second = signer.Sign(2, ListSigner.HashOf(first), Recovery, new(ann, Ann.Public.Hash, true), new ListedReader(bob, Bob.Public.Hash, false));
        await Taken(await owner.PostJson("/staff/readers/list", Posted(second)));
        var theirs = await Json(await desk.Get("/staff/readers/mine"));
        Assert.Equal((2, "passkey-bob"), (theirs.GetProperty("list").GetProperty("number").GetInt32(), Assert.Single(theirs.GetProperty("blobs").EnumerateArray()).GetProperty("blob").GetProperty("credential").GetString()));
        Assert.Equal(3, theirs.GetProperty("list").GetProperty("keys").GetArrayLength());
        Assert.Empty(theirs.GetProperty("waiting").EnumerateArray());

        var open = await Json(await owner.PostJson("/staff/readers/open", new { key = Ann.Public.Hash, newcomer = Bob.Public.Hash }));
        Assert.Equal([reference], open.GetProperty("references").EnumerateArray().Select(one => one.GetString()!));
        var envelope = Assert.Single((await Json(await owner.PostJson("/staff/readers/envelopes", new { key = Ann.Public.Hash, references = new[] { reference } }))).GetProperty("envelopes").EnumerateArray());
        var contentKey = Ann.Private.Decrypt(envelope.GetProperty("wrapped").GetBytesFromBase64(), RSAEncryptionPadding.OaepSHA256);
        var rewrap = new { reference, hash = envelope.GetProperty("hash").GetString(), key = Bob.Public.Hash, wrapped = Convert.ToBase64String(Bob.Recipient.Wrap(contentKey).Bytes) };
        Assert.Equal(1, (await Json(await owner.PostJson("/staff/readers/rewraps", new { rewraps = new[] { rewrap } }))).GetProperty("written").GetInt32());

        var given = Assert.Single((await Json(await desk.PostJson("/staff/readers/envelopes", new { key = Bob.Public.Hash, references = new[] { reference } }))).GetProperty("envelopes").EnumerateArray());
        Assert.Contains("Quokka", Opened(given, Bob), StringComparison.Ordinal);
        var entries = await site.Store.Audit.Entries(default).ToListAsync();
        Assert.Equal([ann, bob], entries.Where(entry => entry.What == AuditEvent.Read && entry.About == reference).Select(entry => entry.Who));
        Assert.Equal(2, entries.Count(entry => entry.What == AuditEvent.ReaderListSigned));
        Assert.True((await site.Store.Audit.Verify(default)).IsWhole);
    }

    [Fact]
    public async Task A_note_that_a_browser_sealed_is_kept_beside_its_request_and_one_for_other_readers_is_not()
    {
        var ann = await StaffBrowser.Person(site, StaffRoles.Owner);
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ann);
        await Taken(await owner.PostJson("/staff/readers/list", Posted(signer.Sign(1, "", Recovery, new ListedReader(ann, Ann.Public.Hash, true)), Recovery, Ann)));
        await site.Ask();
        var reference = Assert.Single(site.Rows<string>("SELECT reference FROM request"));
        var at = site.Clock.GetUtcNow();
        var note = AuthEnvelope.Seal(JsonSerializer.SerializeToUtf8Bytes(new { reference, author = ann, at, text = "Wombat" }), [Ann.Recipient, Recovery.Recipient]);
        object Note(params string[] keys) => new
        {
            reference,
            version = 0,
            at,
            nonce = Convert.ToBase64String(note.Nonce),
            ciphertext = Convert.ToBase64String(note.Ciphertext),
            tag = Convert.ToBase64String(note.Tag),
            wraps = keys.Zip(note.Keys).Select(pair => new { key = pair.First, wrapped = Convert.ToBase64String(pair.Second.Bytes) }),
        };

        using var others = await owner.PostJson("/staff/readers/notes", Note(Ann.Public.Hash, Bob.Public.Hash));
        using var fewer = await owner.PostJson("/staff/readers/notes", Note(Ann.Public.Hash));
        await Taken(await owner.PostJson("/staff/readers/notes", Note(Ann.Public.Hash, Recovery.Public.Hash)));
        using var again = await owner.PostJson("/staff/readers/notes", Note(Ann.Public.Hash, Recovery.Public.Hash));

        Assert.All(new[] { others, fewer, again }, answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var envelopes = (await Json(await owner.PostJson("/staff/readers/envelopes", new { key = Ann.Public.Hash, references = new[] { reference } }))).GetProperty("envelopes").EnumerateArray().ToList();
        Assert.Equal([0, 1], envelopes.Select(envelope => envelope.GetProperty("number").GetInt32()));
        Assert.Contains("Wombat", Opened(envelopes[1], Ann), StringComparison.Ordinal);
        Assert.Equal(ann, envelopes[1].GetProperty("author").GetString());
    }

    [Fact]
    public async Task A_post_with_what_a_passkeys_secret_function_returned_is_refused()
    {
        using var desk = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk);
        var blob = Blob("passkey");
        blob["prf"] = new Dictionary<string, string> { ["first"] = "c2VjcmV0" };

        using var refused = await desk.PostJson("/staff/readers/mine", new { spki = Convert.ToBase64String(Bob.Public.Spki), blob });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(site.Rows<string>("SELECT hash FROM reader_key"));
    }

    [Fact]
    public async Task Nobody_gets_envelopes_for_anothers_key_and_writers_get_none()
    {
        using var first = await FirstReader.At(site.Services);
        await site.Ask();
        var references = site.Rows<string>("SELECT reference FROM request");
        using var desk = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk);
        using var writer = await StaffBrowser.SignedIn(site, StaffRoles.Writer);

        using var others = await desk.PostJson("/staff/readers/envelopes", new { key = first.Ann.Public.Hash, references });
        using var writers = await writer.PostJson("/staff/readers/envelopes", new { key = first.Ann.Public.Hash, references });
        using var list = await desk.PostJson("/staff/readers/list", Posted(signer.Sign(1, "", Recovery, new ListedReader("ann", Ann.Public.Hash, true))));

        Assert.All(new[] { others, writers, list }, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    [Fact]
    public async Task Who_was_removed_and_is_still_sealed_for_stands_above_everything_until_an_owner_takes_them_off()
    {
        var (ann, bob) = (await StaffBrowser.Person(site, StaffRoles.Owner), await StaffBrowser.Person(site, StaffRoles.FrontDesk));
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ann);
        using var desk = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk, bob);
        using var other = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk);
        var first = signer.Sign(1, "", Recovery, new ListedReader(ann, Ann.Public.Hash, true));
        await Taken(await owner.PostJson("/staff/readers/list", Posted(first, Recovery, Ann)));
        await Taken(await desk.PostJson("/staff/readers/mine", new { spki = Convert.ToBase64String(Bob.Public.Spki), blob = Blob("passkey-bob") }));
        var second = signer.Sign(2, ListSigner.HashOf(first), Recovery, new(ann, Ann.Public.Hash, true), new ListedReader(bob, Bob.Public.Hash, false));
        await Taken(await owner.PostJson("/staff/readers/list", Posted(second)));
        Assert.Null((await owner.Page("/staff/people")).QuerySelector(".desk-alert"));

        using var removed = await owner.Press("/staff/people", new Dictionary<string, string> { ["person"] = bob }, "/staff/people?handler=remove");

        var people = await owner.Page(removed.Headers.Location!.OriginalString);
        Assert.Equal("Take Robin off the list of readers", people.QuerySelector(".desk-alert h2")!.TextContent);
        Assert.Equal("/staff/readers", people.QuerySelector(".desk-alert a")!.GetAttribute("href"));
        var list = await owner.Page("/staff/readers");
        Assert.Equal("Take Robin off the list of readers", list.QuerySelector("main h2")!.TextContent);
        Assert.Equal(Bob.Public.Hash, list.QuerySelector(".desk-alert [data-do=off]")!.GetAttribute("data-keys"));
        Assert.Single(list.QuerySelectorAll("[data-do=off]"));
        Assert.Contains("tell one", (await other.Page("/staff/readers")).QuerySelector(".desk-alert")!.TextContent, StringComparison.Ordinal);

        var third = signer.Sign(3, ListSigner.HashOf(second), Recovery, new ListedReader(ann, Ann.Public.Hash, true));
        await Taken(await owner.PostJson("/staff/readers/list", Posted(third)));
        foreach (var address in new[] { "/staff/people", "/staff/readers" }) Assert.Null((await owner.Page(address)).QuerySelector(".desk-alert"));
    }

    [Fact]
    public async Task What_no_page_of_ours_sends_is_answered_in_a_sentence_and_changes_nothing()
    {
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        foreach (var address in new[] { "mine", "list", "envelopes", "open", "rewraps", "notes" })
        {
            foreach (var body in new object[] { new { }, new[] { 1 }, "text", new { key = 1, references = "all" }, new { spki = "AAAA", blob = new { v = 1 } }, new { list = "", signature = "!", more = 1 } })
            {
                using var answer = await owner.PostJson($"/staff/readers/{address}", body);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                Assert.StartsWith("This page sent something", (await Json(answer)).GetProperty("error").GetString(), StringComparison.Ordinal);
            }
        }
        Assert.Empty(site.Rows<string>("SELECT hash FROM reader_key"));
    }

    public void Dispose()
    {
        site.Dispose();
        readers.Dispose();
        signer.Dispose();
    }

    static object Posted(SignedList list, TestReaders.Reader? recovery = null, TestReaders.Reader? own = null) => new
    {
        list = System.Text.Encoding.UTF8.GetString(list.Bytes),
        signature = Convert.ToBase64String(list.Signature),
        listKey = Convert.ToBase64String(list.ListKey),
        owners = list.Wrapped.Select(one => new { person = one.Person, key = one.Key, wrapped = Convert.ToBase64String(one.Wrapped) }),
        recovery = recovery is null ? null : Convert.ToBase64String(recovery.Public.Spki),
        spki = own is null ? null : Convert.ToBase64String(own.Public.Spki),
        blob = own is null ? null : Blob("passkey-own"),
    };

    static Dictionary<string, object> Blob(string credential) => new()
    {
        ["v"] = 1,
        ["credential"] = credential,
        ["salt"] = Convert.ToBase64String(new byte[32]),
        ["nonce"] = Convert.ToBase64String(new byte[12]),
        ["wrapped"] = Convert.ToBase64String(new byte[100]),
    };

    static async Task Taken(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        answer.Dispose();
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        answer.Dispose();
        return json.RootElement.Clone();
    }

    static string Opened(JsonElement envelope, TestReaders.Reader reader)
    {
        using var cipher = new AesGcm(reader.Private.Decrypt(envelope.GetProperty("wrapped").GetBytesFromBase64(), RSAEncryptionPadding.OaepSHA256), 16);
        var ciphertext = envelope.GetProperty("ciphertext").GetBytesFromBase64();
        var content = new byte[ciphertext.Length];
        cipher.Decrypt(envelope.GetProperty("nonce").GetBytesFromBase64(), ciphertext, envelope.GetProperty("tag").GetBytesFromBase64(), content);
        return System.Text.Encoding.UTF8.GetString(content);
    }
}
