using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Clinic.Web.Commands;

namespace Clinic.Web.Tests.Staff;

/// <summary>A browser at the pages of the clinic's side that ask for passkeys. It does what their script does.</summary>
public sealed class PasskeyBrowser(ClinicSite site) : IDisposable
{
    readonly HttpClient client = site.Browser();

    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal)
    {
        ["Origin"] = "http://localhost",
        ["Sec-Fetch-Site"] = "same-origin",
        ["Accept"] = "application/json",
    };

    /// <summary>The link that the command shows, as far as it is the secret.</summary>
    public static async Task<string> InviteOnServer(ClinicSite site, string address, string role = "owner")
    {
        using var says = new StringWriter();
        var code = await CommandLine.Run(["staff", "invite", address, "--role", role, "--name", "Ann Example"], site.CommandContext, says, says);
        Assert.True(code == 0, says.ToString());
        return says.ToString().Split("/staff/join#")[1].Split()[0];
    }

    /// <summary>Somebody new of the staff, signed in here.</summary>
    public async Task<SoftwarePasskey> JoinAsInvited(string invitation)
    {
        var passkey = new SoftwarePasskey();
        using var joined = await Join(invitation, passkey);
        Assert.True(joined.StatusCode == HttpStatusCode.OK, await joined.Content.ReadAsStringAsync());
        return passkey;
    }

    public async Task<HttpResponseMessage> Join(string invitation, SoftwarePasskey passkey)
    {
        var asked = await Ask("/staff/join", new() { ["invitation"] = invitation });
        return await Finish("/staff/join", asked, passkey.Make(asked["options"]!), new() { ["invitation"] = invitation });
    }

    public Task<HttpResponseMessage> SignIn(SoftwarePasskey passkey) => Touch(passkey, "/staff/sign-in");

    public async Task<HttpResponseMessage> Touch(SoftwarePasskey passkey, string page = "/staff/touch")
    {
        var asked = await Ask(page);
        return await Finish(page, asked, passkey.Touch(asked["options"]!));
    }

    /// <summary>The challenge and its options.</summary>
    public async Task<JsonNode> Ask(string page, JsonObject? beside = null)
    {
        using var answer = await Post(page, "begin", beside ?? []);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, said);
        return JsonNode.Parse(said)!;
    }

    public Task<HttpResponseMessage> Finish(string page, JsonNode asked, JsonNode credential, JsonObject? beside = null)
    {
        var body = beside ?? [];
        body["challenge"] = asked["challenge"]!.GetValue<string>();
        body["credential"] = credential;
        return Post(page, "finish", body);
    }

    public async Task<HttpResponseMessage> Post(string page, string handler, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{page}?handler={handler}") { Content = JsonContent.Create(body) };
        foreach (var (name, value) in Headers) request.Headers.Add(name, value);
        request.Headers.Add("RequestVerificationToken", await Token(page));
        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> Press(string page, string handler, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{page}?handler={handler}")
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", await Token(page))]),
        };
        foreach (var (name, value) in Headers.Where(header => header.Key != "Accept")) request.Headers.Add(name, value);
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public async Task<IHtmlDocument> Page(string address)
    {
        using var answer = await Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ClinicSite.Html(answer);
    }

    public static async Task<string> SentenceOf(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["sentence"]!.GetValue<string>();

    public void Dispose() => client.Dispose();

    // The token of any page that this browser may see is good for all of them.
    async Task<string> Token(string page)
    {
        using var answer = await Get(page);
        var document = await ClinicSite.Html(answer);
        return document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
    }
}
