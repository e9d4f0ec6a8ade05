using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.StaffKills;

/// <summary>A browser at the running site's clinic's side, which may be killed at any moment.</summary>
sealed class StaffHands : IDisposable
{
    readonly Uri site;
    readonly HttpClient client;
    string token = "";

    public StaffHands(Uri site)
    {
        this.site = site;
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Add("Origin", Origin);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public string Origin => site.GetLeftPart(UriPartial.Authority);

    public async Task ContinueAsDemonstration()
    {
        await Look("/staff");
        await Press("/staff");
        await Look("/staff/sign-out");
    }

    /// <summary>With a new passkey; then signed in.</summary>
    public async Task<bool> Join(string invitation, SoftwarePasskey passkey)
    {
        await Look("/staff/join");
        if (await Json("/staff/join?handler=begin", new() { ["invitation"] = invitation }) is not { } asked) return false;
        return await Finish("/staff/join", asked, passkey.Make(asked["options"]!), new() { ["invitation"] = invitation });
    }

    public async Task<bool> SignIn(SoftwarePasskey passkey)
    {
        await Look("/staff/sign-in");
        return await Json("/staff/sign-in?handler=begin", []) is { } asked && await Finish("/staff/sign-in", asked, passkey.Touch(asked["options"]!), []);
    }

    public async Task<bool> AddPasskey(SoftwarePasskey passkey)
    {
        await Look("/staff/account");
        return await Json("/staff/account?handler=begin", []) is { } asked
            && await Finish("/staff/account", asked, passkey.Make(asked["options"]!), new() { ["name"] = "another" });
    }

    /// <summary>Reads the page; its token is good for what is posted next.</summary>
    public async Task<IDocument?> Look(string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK) return null;
        var document = await ClinicSite.Html(answer);
        token = document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? token;
        return document;
    }

    /// <summary>True when the site says that it is done.</summary>
    public async Task<bool> Press(string address, params (string Name, object Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([
            .. fields.Select(field => KeyValuePair.Create(field.Name, Convert.ToString(field.Value, CultureInfo.InvariantCulture)!)),
            new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK;
    }

    /// <summary>Null when it was refused.</summary>
    public async Task<JsonNode?> Json(string address, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        // The server takes a body only with its length.
        await request.Content.LoadIntoBufferAsync();
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    public void Dispose() => client.Dispose();

    async Task<bool> Finish(string page, JsonNode asked, JsonNode credential, JsonObject body)
    {
        body["challenge"] = asked["challenge"]!.GetValue<string>();
        body["credential"] = credential;
        var isDone = await Json($"{page}?handler=finish", body) is not null;
        if (isDone) await Look("/staff/sign-out");
        return isDone;
    }
}
