using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Publishing.Drafts;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Proofs.Posts;

/// <summary>Random posts to every address of the clinic's side, by somebody who may do everything: none is the server's fault.</summary>
public sealed class StaffPostsRun(int seed, Action<string>? progress = null) : IDisposable
{
    const int Requests = 5;

    readonly EditedSite edited = new(isSmall: true);
    readonly Dictionary<string, IReadOnlyList<string>> segments = new(StringComparer.Ordinal)
    {
        ["folder"] = ["articles", "pages", "data", ".."],
        ["slug"] = ["sample", "home", "new-text"],
        ["name"] = ["a.webp", "a.jpg"],
        ["file"] = ["clinic", "prices", "hours", "references", "glossary", "claims", "clinic.yaml"],
        ["number"] = ["1", "2", "3", "0"],
    };

    string? person;
    string token = "";
    HttpClient client = null!;
    FirstReader reader = null!;

    ClinicSite Site => edited.Site;

    /// <param name="posts">To each address.</param>
    /// <param name="below">Only to addresses that begin so.</param>
    public async Task<Figures> Run(int posts, string below = "/staff")
    {
        await Begin();
        var figures = new Figures("Random posts to the clinic's side");
        var (total, accepted, faults) = (0, 0, new List<string>());
        foreach (var route in StaffRoute.AllOf(Site).Where(route => route.Pattern.StartsWith(below, StringComparison.Ordinal)))
        {
            var before = faults.Count;
            var statuses = await PostTo(route, posts, faults);
            total += statuses.Values.Sum();
            accepted += statuses.GetValueOrDefault(200) + statuses.GetValueOrDefault(303);
            figures.Tell(route.Pattern, string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}")));
            foreach (var fault in faults.Skip(before).Take(5)) progress?.Invoke($"fault: {fault}");
            progress?.Invoke($"{route.Pattern} {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}"))}");
        }
        figures.Count("posts", total);
        figures.AtLeast("of these taken", accepted, total / 100);
        figures.AtMost("answered with 5xx", faults.Count, 0);
        var verdict = await Site.Services.GetRequiredService<AuditTrail>().Verify(default);
        figures.AtMost("faults of the audit trail", verdict.IsWhole ? 0 : 1, 0);
        return figures;
    }

    public void Dispose()
    {
        client?.Dispose();
        reader?.Dispose();
        edited.Dispose();
    }

    async Task Begin()
    {
        await Site.Page("/");
        // Somebody else who is an owner too, so that each may be taken away.
        await StaffBrowser.Person(Site, StaffRoles.Owner | StaffRoles.FrontDesk);
        await SignIn();
        reader = await FirstReader.At(Site.Services);
        var store = new OpenStore(Site.Services);
        for (var i = 0; i < Requests; i++)
        {
            var request = Tests.Consultations.Requests.One() with { Suspicion = i == 0 ? "links" : null };
            await store.Requests.Keep(request, default);
            segments["reference"] = [.. segments.GetValueOrDefault("reference") ?? [], request.Reference.Value.ToLowerInvariant()];
        }
    }

    // What names something there: requests, keys by their hash, and the keys themselves.
    IReadOnlyList<string> Known() =>
        [.. segments["reference"], .. new[] { reader.Ann, reader.Recovery }.SelectMany(one => new[] { one.Public.Hash, Convert.ToBase64String(one.Public.Spki) })];

    async Task SignIn()
    {
        var roles = StaffRoles.Owner | StaffRoles.FrontDesk | StaffRoles.Writer | StaffRoles.Clinician;
        person = await StaffBrowser.Person(Site, roles);
        var session = await Site.Services.GetRequiredService<Database>().Write(work => StaffSessions.Begin(work, person, "Chrome on Linux", Site.Clock.Now), default);
        client?.Dispose();
        client = Site.Browser();
        client.DefaultRequestHeaders.Add("Cookie", string.Create(CultureInfo.InvariantCulture, $"staff={session.Value}"));
        using var page = await client.GetAsync(new Uri("/staff/account", UriKind.Relative));
        token = (await ClinicSite.Html(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    async Task<Dictionary<int, int>> PostTo(StaffRoute route, int posts, List<string> faults)
    {
        var random = new Random(seed);
        var post = new RandomPost(route, await OwnFields(route), Known(), Site.Clock, random);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < posts; i++)
        {
            var address = route.Address(name => post.Segment(name, part => segments.GetValueOrDefault(part) ?? ["1"])) + post.Handler;
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = post.Next(token) };
            request.Headers.Add("Origin", "http://localhost");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (random.Next(20) > 0) request.Headers.Add("RequestVerificationToken", token);
            if (random.Next(2) > 0) request.Headers.Add("Accept", "application/json");
            using var answer = await client.SendAsync(request);
            var status = (int)answer.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status >= 500) faults.Add($"post {i} to {address}, {request.Content?.Headers.ContentType}");
            // Signed out, removed, or given other roles by one of these posts.
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || route.Pattern.EndsWith("sign-out", StringComparison.Ordinal)) await SignInAgain(answer.StatusCode);
        }
        return statuses;
    }

    async Task SignInAgain(HttpStatusCode status)
    {
        if (status == HttpStatusCode.BadRequest) return;
        using var still = await client.GetAsync(new Uri("/staff/people", UriKind.Relative));
        if (still.StatusCode != HttpStatusCode.OK) await SignIn();
    }

    async Task<IReadOnlyList<(string Name, string Value)>> OwnFields(StaffRoute route)
    {
        using var answer = await client.GetAsync(new Uri(route.Address(name => (segments.GetValueOrDefault(name) ?? ["1"])[0]), UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK) return [];
        var page = await ClinicSite.Html(answer);
        return
        [
            .. page.QuerySelectorAll("main form input[name], main form button[name]").Select(one => (one.GetAttribute("name")!, one.GetAttribute("value") ?? "on")),
            .. page.QuerySelectorAll("main form textarea[name]").OfType<IHtmlTextAreaElement>().Select(one => (one.Name!, one.Value)),
            .. page.QuerySelectorAll("main form select[name]").OfType<IHtmlSelectElement>().Select(one => (one.Name!, one.Value ?? "")),
        ];
    }
}
