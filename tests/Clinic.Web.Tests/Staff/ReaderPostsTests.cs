using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Consultations.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>Posts to the addresses of readers' keys that are right but for one place: by an owner who may post them, with a fresh touch.</summary>
[Trait("Pace", "Slow")]
public sealed class ReaderPostsTests : IAsyncLifetime, IDisposable
{
    const string Sentence = "This page sent something";

    // These may be left out of a list of readers or of a key, so they may be null too.
    static readonly string[] MayBeNull = ["recovery", "spki", "blob"];

    readonly AskingSite site = new();
    readonly TestReaders readers = new(3);
    readonly ListSigner signer;

    StaffBrowser owner = null!;
    string ann = "", reference = "";
    SignedList first = null!;

    public ReaderPostsTests() => signer = new() { For = site.Services.GetRequiredService<SealingSettings>().Host };

    TestReaders.Reader Ann => readers.All[0];
    TestReaders.Reader Bob => readers.All[1];
    TestReaders.Reader Recovery => readers.All[2];

    public async Task InitializeAsync()
    {
        ann = await StaffBrowser.Person(site, StaffRoles.Owner);
        owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ann);
        first = signer.Sign(1, "", Recovery, new ListedReader(ann, Ann.Public.Hash, true));
        using var taken = await owner.PostJson("/staff/readers/list", Listing(first));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await site.Ask();
        reference = Assert.Single(site.Rows<string>("SELECT reference FROM request"));
    }

    public static TheoryData<string> Addresses => ["envelopes", "rewraps", "notes", "list", "mine", "open"];

    public static TheoryData<string> ThatTakeAList => ["envelopes", "rewraps", "notes", "list"];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Null_another_type_or_nested_nonsense_in_any_place_is_refused_in_a_sentence(string address)
    {
        var good = Body(address);
        foreach (var place in JsonPlaces.Of(good).ToList())
        {
            foreach (var wrong in new[] { "null", "true", "[[[[]]]]", """{"a":{"a":{"a":null}}}""", "[[[[[[[[[[[[]]]]]]]]]]]]" })
            {
                if (wrong == "null" && place is [string only] && MayBeNull.Contains(only)) continue;
                await Refused(address, JsonPlaces.With(good, place, JsonNode.Parse(wrong)).ToJsonString());
            }
        }
        Assert.Equal(1, Assert.Single(site.Rows<long>("SELECT number FROM reader_list")));
    }

    [Theory, MemberData(nameof(ThatTakeAList))]
    public async Task A_list_with_null_anywhere_in_it_is_refused_in_a_sentence(string address)
    {
        foreach (var place in JsonPlaces.Of(Body(address)).Where(place => place is [_, 0]).ToList())
        {
            var good = Body(address);
            var list = (JsonArray)good[(string)place[0]]!;
            list.Add(null);
            await Refused(address, good.ToJsonString());
            list.Insert(0, null);
            await Refused(address, good.ToJsonString());
            good[(string)place[0]] = new JsonArray(null, null);
            await Refused(address, good.ToJsonString());
        }
    }

    [Theory, MemberData(nameof(ThatTakeAList))]
    public async Task The_same_entry_twice_or_a_thousand_times_is_never_the_servers_fault(string address)
    {
        foreach (var times in new[] { 2, 10, 1000, 20_000 })
        {
            var body = Body(address);
            foreach (var list in body.Select(member => member.Value).OfType<JsonArray>())
            {
                var entry = list[0]!;
                for (var i = 1; i < times; i++) list.Add(entry.DeepClone());
            }
            using var answer = await owner.PostText($"/staff/readers/{address}", body.ToJsonString());
            Assert.True((int)answer.StatusCode < 500, $"{times} times: {answer.StatusCode}");
            if (times >= 1000) Assert.True((int)answer.StatusCode is 400 or 409, $"{times} times: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("mine", """{"spki":"SPKI","blob":{"v":1,"V":1,"credential":"a","salt":"","nonce":""}}""")]
    [InlineData("mine", """{"spki":"SPKI","blob":{"v":1,"v":1,"credential":"a","salt":"","nonce":""}}""")]
    [InlineData("mine", """{"spki":"SPKI","blob":{"v":1,"credential":"\ud800","salt":"","nonce":"","wrapped":""}}""")]
    [InlineData("mine", """{"spki":"SPKI","blob":{"v":1,"\ud800":"a","salt":"","nonce":"","wrapped":""}}""")]
    [InlineData("mine", """{"spki":"SPKI","Spki":"SPKI"}""")]
    [InlineData("mine", """{"spki":"\ud800"}""")]
    [InlineData("open", """{"key":"a","newcomer":"b","KEY":"c"}""")]
    [InlineData("open", """{"key":"\ud800","newcomer":"\udc00"}""")]
    [InlineData("envelopes", """{"key":"a","references":["\ud800"]}""")]
    [InlineData("rewraps", """{"rewraps":[{"reference":"a","hash":"b","key":"\ud800","wrapped":"AAAA"}]}""")]
    [InlineData("rewraps", """{"rewraps":[{"reference":"a","hash":"b","key":"c","wrapped":"!"}]}""")]
    [InlineData("rewraps", """{"rewraps":[{"reference":"\u0000","hash":"b","key":"c","wrapped":"AAAA"}]}""")]
    [InlineData("rewraps", """{"rewraps":[{"reference":"a","hash":"b","key":"c","wrapped":[1,2]}]}""")]
    [InlineData("notes", """{"reference":"a","version":1e999,"at":"x","nonce":"","ciphertext":"","tag":"","wraps":[]}""")]
    public async Task A_name_twice_half_a_letter_or_bytes_that_are_none_are_refused_in_a_sentence(string address, string body) =>
        await Refused(address, body.Replace("SPKI", Convert.ToBase64String(Bob.Public.Spki), StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"v":1,"number":2,"host":"x","readers":[null],"recovery":"r","certificate":"","previous":"p"}""")]
    [InlineData("""{"v":1,"number":2,"host":"x","readers":[{"person":"a","key":"k","owner":true},null],"recovery":"r","certificate":"","previous":"p"}""")]
    [InlineData("""{"v":1,"number":2,"host":"x","readers":[{"person":null,"key":null,"owner":true}],"recovery":null,"certificate":null,"previous":null}""")]
    [InlineData("""{"v":1,"number":2,"host":null,"readers":null,"recovery":null,"certificate":null,"previous":null}""")]
    [InlineData("""{"v":1,"number":2,"host":"\ud800","readers":[[[[]]]],"recovery":1}""")]
    [InlineData("[null]")]
    [InlineData("null")]
    public async Task A_signed_text_that_is_no_list_of_readers_is_refused_in_a_sentence(string text)
    {
        using var answer = await owner.PostJson("/staff/readers/list", Listing(signer.Sign(text)));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("not as the server reads it", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        owner?.Dispose();
        site.Dispose();
        readers.Dispose();
        signer.Dispose();
    }

    async Task Refused(string address, string body)
    {
        using var answer = await owner.PostText($"/staff/readers/{address}", body);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode} to {body}");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.StartsWith(Sentence, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    // What a browser could post just now, and the server would take or refuse for what it says.
    JsonObject Body(string address) => JsonSerializer.SerializeToNode(address switch
    {
        "envelopes" => new { key = Ann.Public.Hash, references = new[] { reference } },
        "rewraps" => new { rewraps = new[] { new { reference, hash = Ann.Public.Hash, key = Ann.Public.Hash, wrapped = new byte[384] } } },
        "notes" => new
        {
            reference,
            version = 0,
            at = site.Clock.GetUtcNow(),
            nonce = new byte[12],
            ciphertext = new byte[20],
            tag = new byte[16],
            wraps = new[] { Ann, Recovery }.Select(one => new { key = one.Public.Hash, wrapped = new byte[384] }),
        },
        "list" => Listing(signer.Sign(2, ListSigner.HashOf(first), Recovery, new ListedReader(ann, Ann.Public.Hash, true))),
        "mine" => new { spki = Convert.ToBase64String(Bob.Public.Spki), blob = Blob() },
        _ => (object)new { key = Ann.Public.Hash, newcomer = Recovery.Public.Hash },
    })!.AsObject();

    object Listing(SignedList list) => new
    {
        list = System.Text.Encoding.UTF8.GetString(list.Bytes),
        signature = list.Signature,
        listKey = list.ListKey,
        owners = new[] { new { person = ann, key = Ann.Public.Hash, wrapped = new byte[384] } },
        recovery = Convert.ToBase64String(Recovery.Public.Spki),
        spki = Convert.ToBase64String(Ann.Public.Spki),
        blob = Blob(),
    };

    static object Blob() => new { v = 1, credential = "passkey", salt = new byte[32], nonce = new byte[12], wrapped = new byte[100] };
}
