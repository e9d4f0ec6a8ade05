using System.Diagnostics;
using System.Net;
using Clinic.Web.Delivery;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The real program is asked to end (SIGTERM) while people send forms and a mail server keeps it waiting.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class GoodbyeTests(TestCertificates certificates, ITestOutputHelper output)
{
    const int Visitors = 8;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Posts_in_flight_are_answered_and_the_program_ends_within_ten_seconds()
    {
        await using var server = new ScriptedSmtp { Script = new() { Banner = SmtpScript.Stall } };
        await using var clinic = new LiveClinic(certificates, MailMode.Full, server.Port);
        await clinic.Start();
        var visitors = Enumerable.Range(0, Visitors).Select(_ => clinic.Visitor()).ToList();
        await Task.WhenAll(visitors.Select(visitor => visitor.OpenForm()));

        var posts = visitors.Select(visitor => visitor.Press(Visitor.Answers())).ToList();
        await Task.WhenAny(posts);
        var watch = Stopwatch.StartNew();
        var end = clinic.Site.Terminate();
        var answers = await Task.WhenAll(posts.Select(AnswerOrRefusal));
        var code = await end;

        output.WriteLine($"Ended after {watch.Elapsed.TotalSeconds:0.0} s; {answers.Count(answer => answer == HttpStatusCode.SeeOther)} of {Visitors} posts answered");
        Assert.Equal(0, code);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        // A post that had not reached the program when it was told to end is refused at the door; none is answered with an error.
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.SeeOther or null));
        var kept = clinic.Site.Log.Count(line => line.Contains("kept (", StringComparison.Ordinal));
        Assert.Equal(kept, answers.Count(answer => answer is not null));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    static async Task<HttpStatusCode?> AnswerOrRefusal(Task<HttpStatusCode> post)
    {
        try
        {
            return await post;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.Unknown or HttpRequestError.ResponseEnded)
        {
            return null;
        }
    }
}
