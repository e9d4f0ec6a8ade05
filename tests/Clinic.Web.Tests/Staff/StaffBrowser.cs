using System.Globalization;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>A browser in which somebody of the clinic is signed in. It says of its posts what a browser says.</summary>
public sealed class StaffBrowser : IDisposable
{
    const string Own = "http://localhost";

    readonly HttpClient client;

    StaffBrowser(HttpClient client) => this.client = client;

    /// <summary>What the browser says of the page that it posts from.</summary>
    public string Origin { get; init; } = Own;

    public string FetchSite { get; init; } = "same-origin";

    /// <summary>The same browser, told to say something else of the page that it posts from.</summary>
    public StaffBrowser Saying(string origin, string fetchSite) => new(client) { Origin = origin, FetchSite = fetchSite };

    public static StaffBrowser SignedOut(ClinicSite site) => new(site.Browser());

    /// <summary>At a site in a process of its own, which may be ended and started again elsewhere.</summary>
    public static StaffBrowser At(Uri site, StaffToken token)
    {
        var cookies = new System.Net.CookieContainer();
        cookies.Add(site, new System.Net.Cookie("staff", token.Value));
        var visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site };
        visitor.DefaultRequestHeaders.Host = "localhost";
        return new(visitor);
    }

    /// <summary>Somebody new of these roles, who has just touched their passkey.</summary>
    public static async Task<StaffBrowser> SignedIn(ClinicSite site, StaffRoles roles, string? person = null)
    {
        var (database, now) = (site.Services.GetRequiredService<Database>(), site.Clock.GetUtcNow());
        var id = person ?? await Person(site, roles);
        var token = await database.Write(session => StaffSessions.Begin(session, id, "Chrome on Linux", now), default);
        var browser = site.Browser(keepsCookies: true);
        browser.DefaultRequestHeaders.Add("Cookie", $"staff={token.Value}");
        return new(browser);
    }

    public static async Task<string> Person(ClinicSite site, StaffRoles roles)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await site.Services.GetRequiredService<Database>().Write(session => session.Execute(
            "INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at) VALUES (@id, 'Robin', @email, @words, @now, @now)",
            new { id, email = $"{id}@clinic.example", words = StaffRoleWords.Write(roles), now = site.Clock.GetUtcNow() }), default);
        return id;
    }

    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>As a script on a page of the clinic's side asks.</summary>
    public async Task<HttpResponseMessage> GetJson(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "application/json" } } };
        return await client.SendAsync(request);
    }

    public async Task<IHtmlDocument> Page(string address)
    {
        using var response = await Get(address);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await ClinicSite.Html(response);
    }

    /// <summary>Presses the button of a form of that page: the one that posts to <paramref name="action"/>, else the page's own.</summary>
    public async Task<HttpResponseMessage> Press(string page, IReadOnlyDictionary<string, string>? fields = null, string? action = null)
    {
        var document = await Page(page);
        var token = document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        return await Post(action ?? page, new(fields ?? new Dictionary<string, string>()) { ["__RequestVerificationToken"] = token });
    }

    public Task<HttpResponseMessage> Post(string address, Dictionary<string, string> fields) =>
        Post(address, (IEnumerable<KeyValuePair<string, string>>)fields);

    /// <param name="accept">What a script asks for.</param>
    public async Task<HttpResponseMessage> Post(string address, IEnumerable<KeyValuePair<string, string>> fields, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        if (FetchSite.Length > 0) request.Headers.Add("Sec-Fetch-Site", FetchSite);
        if (Origin.Length > 0) request.Headers.Add("Origin", Origin);
        request.Headers.Add("Accept", accept);
        return await client.SendAsync(request);
    }

    /// <summary>A form with a file, from that page; with <paramref name="asScript"/> as a script of the page sends it.</summary>
    public async Task<HttpResponseMessage> PostFile(string page, byte[] file, string name, IReadOnlyDictionary<string, string> fields, bool asScript = false)
    {
        var token = (await Page(page)).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (key, value) in fields) form.Add(new StringContent(value), key);
        form.Add(new ByteArrayContent(file), "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", FetchSite);
        request.Headers.Add("Origin", Origin);
        if (asScript) request.Headers.Add("Accept", "application/json");
        return await client.SendAsync(request);
    }

    /// <summary>As a script on a page of the clinic's side posts.</summary>
    public Task<HttpResponseMessage> PostJson(string address, object body) =>
        PostText(address, System.Text.Json.JsonSerializer.Serialize(body));

    /// <summary>As a script would post it, though it may be no JSON.</summary>
    public async Task<HttpResponseMessage> PostText(string address, string json)
    {
        var token = (await Page("/staff/sign-out")).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Sec-Fetch-Site", FetchSite);
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();
}
