using System.Net;
using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Site;
using Clinic.Web.Tests.Settings;

namespace Clinic.Web.Tests;

public sealed class MetricsExportTests
{
    const string Typed = "Quokkaword";

    static readonly string[] Names =
    [
        "clinic.requests.kept", "clinic.mails", "clinic.queue.waiting", "clinic.queue.stalled", "clinic.queue.oldest_age", "clinic.health",
        "http.server.request.duration", "is-ketamine-right-for-me", "clinic-website",
    ];

    [Theory]
    [InlineData("Metrics:OtlpEndpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task A_collector_gets_the_figures_and_no_word_of_a_patients(string setting)
    {
        await using var collector = await HttpReceiver.Start("/v1/metrics");
        collector.Status = HttpStatusCode.OK;
        string reference;
        await using (var site = new ClinicSite { Settings = { [setting] = collector.Root.AbsoluteUri, ["Metrics:Every"] = "00:00:00.2" } })
        {
            using var form = await FormBrowser.At(site);
            var answers = FormBrowser.GoodAnswers(AnswerChoices.Email);
            answers["FullName"] = [Typed];
            answers["Message"] = [Typed];
            await form.SendAnswers(new Dictionary<string, string[]>(answers, StringComparer.Ordinal) { ["State"] = [Typed] });
            reference = (await form.Follow(await form.SendAnswers(answers))).Reference;
            await site.Mails();
            await site.Page($"/search?q={Typed}");
            await site.Page($"/{Typed}");
            await Eventually.Holds(() => Names.All(name => All().Contains(name, StringComparison.Ordinal)), SentMails.Patience, "the collector has every figure");
        }

        var all = All();
        Assert.All(collector.Posts, post => Assert.Equal("application/x-protobuf", post.Headers["Content-Type"]));
        Assert.DoesNotContain(Typed, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(reference, all, StringComparison.OrdinalIgnoreCase);

        string All() => string.Concat(collector.Posts.Select(post => Encoding.UTF8.GetString(post.Body)));
    }

    [Theory]
    [InlineData("quokka:4318")]
    [InlineData("grpc://collector:4317")]
    [InlineData("https://user" + ":secret@collector/")]
    public void A_wrong_address_is_one_sentence_that_does_not_repeat_it(string address)
    {
        var sentence = Assert.Single(Sentences.Of(() => MetricsSettings.Read(Sentences.Configuration(("Metrics:OtlpEndpoint", address)))));

        Assert.StartsWith("The setting Metrics:OtlpEndpoint ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(address, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_taken_as_it_is_and_nothing_need_be_set()
    {
        Assert.Equal("https://collector.example/in", MetricsSettings.Read(Sentences.Configuration(("Metrics:OtlpEndpoint", "https://collector.example/in"))).Collector!.AbsoluteUri);
        Assert.Null(MetricsSettings.Read(Sentences.Configuration()).Collector);
    }
}
