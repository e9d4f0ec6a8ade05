using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Clinic.Web.Benchmarks;

/// <summary>Times of many answers, in order.</summary>
sealed class Times(IEnumerable<TimeSpan> taken)
{
    readonly TimeSpan[] sorted = [.. taken.Order()];

    public int Count => sorted.Length;

    public TimeSpan At(double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}

/// <summary>People who read and people who ask, at a pace of so many a second whatever the site does.</summary>
static partial class Visitors
{
    /// <summary>Reads at a steady pace until told to stop; an answer that is late does not delay the next reader.</summary>
    public static async Task<(Times Times, int Errors)> Read(int port, string path, double perSecond, CancellationToken stop)
    {
        using var browser = PublishedSite.Browser(port, "198.51.100.9");
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "br");
        return await Read(browser, path, perSecond, stop);
    }

    /// <summary>The same by somebody who may be signed in.</summary>
    public static async Task<(Times Times, int Errors)> Read(HttpClient browser, string path, double perSecond, CancellationToken stop)
    {
        var errors = 0;
        var times = await AtPace(perSecond, async () =>
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK) Interlocked.Increment(ref errors);
        }, stop);
        return (times, errors);
    }

    public static async Task<(Times Times, int Errors)> Read(int port, string path, double perSecond, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await Read(port, path, perSecond, stop.Token);
    }

    /// <summary>Reads where a wrong answer makes the whole measurement worthless.</summary>
    /// <exception cref="InvalidOperationException">An answer was wrong.</exception>
    public static async Task<Times> ReadWell(int port, string path, double perSecond, TimeSpan time)
    {
        var (times, errors) = await Read(port, path, perSecond, time);
        return errors == 0 ? times : throw new InvalidOperationException($"{errors} of {times.Count} answers were wrong.");
    }

    /// <summary>Opens a form for each post beforehand; then posts at a steady pace.</summary>
    public static async Task<(Times Times, string Statuses)> Ask(int port, double perSecond, int posts, string visitor)
    {
        using var browser = PublishedSite.Browser(port, visitor);
        var forms = new List<Form>();
        for (var i = 0; i < posts; i++) forms.Add(await Form.Open(browser));
        return await Send(browser, forms, perSecond);
    }

    /// <summary>Posts at a steady pace, and tells how many answers had which status.</summary>
    public static async Task<(Times Times, string Statuses)> Send(HttpClient browser, IEnumerable<Form> forms, double perSecond)
    {
        var waiting = new Queue<Form>(forms);
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<HttpStatusCode, int>();
        using var ends = new CancellationTokenSource();
        var times = await AtPace(perSecond, async () =>
        {
            // The visits begin one after the other.
            var form = waiting.Dequeue();
            if (waiting.Count == 0) await ends.CancelAsync();
            statuses.AddOrUpdate(await form.Send(browser), 1, (_, count) => count + 1);
        }, ends.Token);
        return (times, string.Join(", ", statuses.Select(status => $"{status.Value:#,0} × {(int)status.Key}")));
    }

    static async Task<Times> AtPace(double perSecond, Func<Task> visit, CancellationToken stop)
    {
        var visits = new List<Task<TimeSpan>>();
        var began = Stopwatch.StartNew();
        while (!stop.IsCancellationRequested)
        {
            while (visits.Count < began.Elapsed.TotalSeconds * perSecond && !stop.IsCancellationRequested) visits.Add(Timed(visit));
            await Task.Delay(1, CancellationToken.None);
        }
        return new(await Task.WhenAll(visits));
    }

    static async Task<TimeSpan> Timed(Func<Task> visit)
    {
        var started = Stopwatch.GetTimestamp();
        await visit();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>A form as one person has it open: token, ticket and cookie.</summary>
    public sealed partial record Form(string Token, string Ticket, string Cookie)
    {
        public static readonly Uri Address = new("/is-ketamine-right-for-me", UriKind.Relative);

        public static async Task<Form> Open(HttpClient browser)
        {
            using var answer = await browser.GetAsync(Address);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            string Hidden(string name) => WebUtility.HtmlDecode(Inputs().Matches(page).First(match => match.Groups["name"].Value == name).Groups["value"].Value);
            return new(Hidden("__RequestVerificationToken"), Hidden("Ticket"), answer.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        }

        public async Task<HttpStatusCode> Send(HttpClient browser)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["FullName"] = "Ann Example",
                    ["ContactMethod"] = "Phone",
                    ["Phone"] = "(202) 555-0143",
                    ["State"] = "MD",
                    ["IsAdult"] = "true",
                    ["ConsentContact"] = "true",
                    ["__RequestVerificationToken"] = Token,
                    ["Ticket"] = Ticket,
                }),
            };
            request.Headers.Add("Cookie", Cookie);
            using var answer = await browser.SendAsync(request);
            return answer.StatusCode;
        }

        [GeneratedRegex("""name="(?<name>\w+)" value="(?<value>[^"]*)""", RegexOptions.NonBacktracking)]
        private static partial Regex Inputs();
    }
}
