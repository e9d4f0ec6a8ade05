using System.Net;
using System.Text;
using Clinic.Web.Consultations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.Web.Tests;

/// <summary>Words that stand for a patient's, typed into every field; they may be in the mail's body and nowhere else.</summary>
public sealed class PrivacyTests : IDisposable
{
    static readonly string[] Canaries = ["Quokkaname", "5550187", "555-0187", "wombatbox", "numbat.example", "Bilbyword", "Dingochoice", "Echidnafield"];

    readonly ClinicSite site = new();
    readonly DirectoryInfo logs = Directory.CreateTempSubdirectory("logs-");

    public PrivacyTests()
    {
        site.Settings["Log:File"] = Path.Combine(logs.FullName, "clinic.json");
        foreach (var level in new[] { "", ":Override:Microsoft", ":Override:System", ":Override:Microsoft.Hosting.Lifetime" }) site.Settings[$"Serilog:MinimumLevel{level}"] = "Verbose";
    }

    [Fact]
    public async Task What_is_typed_is_in_no_log_line_at_any_level()
    {
        using var form = await FormBrowser.At(site);
        await form.SendAnswers(FieldTable.Ours.Names.ToDictionary(field => field, field => new[] { $"Dingochoice {field}" }, StringComparer.Ordinal), ("Echidnafield", "Echidnafield"));
        await form.SendAnswers(FieldTable.Ours.Names.ToDictionary(field => field, field => new[] { $"Dingochoice {field}" }, StringComparer.Ordinal));
        var stale = form.Ticket;
        form.Ticket = "Echidnafield";
        await form.SendAnswers(Typed());
        form.Ticket = stale;
        var received = await form.Follow(await form.SendAnswers(Typed()));
        var privatePage = received.Page.QuerySelector("main a[href*='/request/']")!.GetAttribute("href")!;
        await site.Page(privatePage);
        await site.Mails();
        site.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Clinic.Web.Tests").LogTrace("the finest line");

        var log = Log();

        Assert.Contains("the finest line", log, StringComparison.Ordinal);
        Assert.Contains(received.Reference, log, StringComparison.Ordinal);
        Assert.DoesNotContain(privatePage.Split('/')[^1], log, StringComparison.Ordinal);
        AssertNoCanary(log);
    }

    [Fact]
    public async Task What_is_typed_is_in_no_address_and_no_header()
    {
        using var form = await FormBrowser.At(site);
        foreach (var changed in new[] { Typed(), Typed("Dingochoice") })
        {
            var answer = await form.SendAnswers(changed);
            Assert.True(answer.Status is HttpStatusCode.SeeOther or HttpStatusCode.BadRequest);
            AssertNoCanary(answer.Response.Headers + answer.Response.Content.Headers.ToString() + answer.Response.Headers.Location);
        }
        AssertNoCanary(SentMails.HeaderOf(Assert.Single(await site.Mails())));
    }

    [Fact]
    public async Task What_is_typed_is_in_no_file_of_the_store()
    {
        using var form = await FormBrowser.At(site);
        await form.Follow(await form.SendAnswers(Typed()));
        Assert.Contains("Quokkaname", SentMails.BodyOf(Assert.Single(await site.Mails())), StringComparison.Ordinal);

        var files = Directory.GetFiles(site.StoreFolder, "*", SearchOption.AllDirectories);

        Assert.Contains(files, file => Path.GetFileName(file) == "requests.db");
        foreach (var file in files)
        {
            var bytes = Bytes(file);
            AssertNoCanary(Encoding.Latin1.GetString(bytes));
            AssertNoCanary(Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString([.. bytes.Skip(1)]));
        }
    }

    [Fact]
    public void A_form_and_a_request_never_print_themselves()
    {
        var form = new ConsultationForm { FullName = "Quokkaname", Message = "Bilbyword" };

        AssertNoCanary(form.ToString());
        AssertNoCanary(ConsultationRequest.Accept(form, RequestReference.Next(), DateTimeOffset.UnixEpoch).ToString());
    }

    public void Dispose()
    {
        site.Dispose();
        logs.Delete(recursive: true);
    }

    static Dictionary<string, string[]> Typed(string reason = "Anxiety") => new(FormBrowser.GoodAnswers(AnswerChoices.Email), StringComparer.Ordinal)
    {
        ["FullName"] = ["Quokkaname"],
        ["Phone"] = ["(301) 555-0187"],
        ["Email"] = ["wombatbox@numbat.example"],
        ["Message"] = ["Bilbyword"],
        ["Reasons"] = [reason],
    };

    static void AssertNoCanary(string text) => Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));

    string Log() => string.Concat(Directory.EnumerateFiles(logs.FullName).Select(file => Encoding.UTF8.GetString(Bytes(file))));

    // The site has these files open.
    static byte[] Bytes(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        open.CopyTo(copy);
        return copy.ToArray();
    }
}
