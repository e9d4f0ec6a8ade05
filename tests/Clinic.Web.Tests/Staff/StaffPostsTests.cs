using System.Net.Http.Headers;
using System.Text;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>Whatever is posted to the clinic's side, by whoever is signed in, it is never the server's fault.</summary>
[Trait("Pace", "Long")]
public sealed class StaffPostsTests : IDisposable
{
    const int Posts = 1000;

    static readonly string[] Types = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data", "text/plain", "application/json; charset=utf-7", ""];

    static readonly string[] Handlers = ["", "?handler=begin", "?handler=finish", "?handler=invite", "?handler=again", "?handler=roles", "?handler=remove", "?handler=confirm", "?handler=end", "?handler=%00"];

    static readonly string[] Names =
        ["person", "role", "name", "email", "passkey", "session", "challenge", "credential", "invitation", "next", "id", "rawId", "type", "response", "clientExtensionResults", "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

    static readonly string[] Values =
        ["", "\0", "others", "owner", "AAAAAAAAAAAAAAAAAAAAAA", "'; DROP TABLE staff_person; --", "ann@clinic.example", "\ud800", "../../x", new('x', 5000), "public-key", "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "<b>"];

    readonly ClinicSite site = new() { IsProduction = true };

    [Theory]
    [InlineData("/staff")]
    [InlineData("/staff/sign-in")]
    [InlineData("/staff/join")]
    [InlineData("/staff/touch")]
    [InlineData("/staff/people")]
    [InlineData("/staff/account")]
    [InlineData("/staff/trail")]
    [InlineData("/staff/sign-out")]
    public async Task No_post_to_the_clinics_side_is_the_servers_fault(string address)
    {
        var random = new Random(28);
        var person = await StaffBrowser.Person(site, StaffRoles.Owner);
        using var client = site.Browser();
        var database = site.Services.GetRequiredService<Database>();
        var session = await database.Write(work => StaffSessions.Begin(work, person, "Chrome on Linux", site.Clock.Now), default);
        client.DefaultRequestHeaders.Add("Cookie", $"staff={session.Value}");
        using var page = await client.GetAsync(new Uri("/staff/account", UriKind.Relative));
        var token = (await ClinicSite.Html(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var statuses = new HashSet<int>();

        for (var i = 0; i < Posts; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address + Pick(random, Handlers)) { Content = new ByteArrayContent(Body(random)) };
            if (Pick(random, Types) is { Length: > 0 } type) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            request.Headers.Add("Origin", "http://localhost");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (random.Next(10) > 0) request.Headers.Add("RequestVerificationToken", token);
            if (random.Next(2) > 0) request.Headers.Add("Accept", "application/json");
            using var answer = await client.SendAsync(request);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.All(statuses, status => Assert.InRange(status, 200, 499));
        Assert.True(statuses.Count > 1, string.Join(',', statuses));
    }

    public void Dispose() => site.Dispose();

    static byte[] Body(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                var noise = new byte[random.Next(300)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, random.Next(6)).Select(_ => $"{Pick(random, Names)}={Uri.EscapeDataString(Pick(random, Values).Replace("\ud800", "%D8%00", StringComparison.Ordinal))}")));
            default:
                var json = Json(random, 4);
                return Encoding.UTF8.GetBytes(random.Next(5) == 0 ? json[..random.Next(json.Length)] : json);
        }
    }

    static string Json(Random random, int depth) => depth == 0 || random.Next(3) == 0
        ? random.Next(4) switch { 0 => "null", 1 => "1e999", 2 => "[[]]", _ => Quoted(Pick(random, Values)) }
        : $"{{{string.Join(',', Enumerable.Range(0, random.Next(7)).Select(_ => $"{Quoted(Pick(random, Names))}:{Json(random, depth - 1)}"))}}}";

    static string Quoted(string text) => "\"" + string.Concat(text.Select(letter => letter is < ' ' or '"' or '\\' or > '~' ? $"\\u{(int)letter:x4}" : letter.ToString())) + "\"";

    static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
