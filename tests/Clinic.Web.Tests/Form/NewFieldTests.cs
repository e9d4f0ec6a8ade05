using System.Net;
using System.Text;
using System.Text.Json;
using Clinic.Web.Commands;
using Clinic.Web.Consultations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Form;

/// <summary>Two questions more, written as rows of the table of fields and nowhere else.</summary>
public sealed class NewFieldTests : IDisposable
{
    static readonly FormField Pronouns = new("Pronouns", FieldKind.Text, FormStep.Reach, FieldNeed.Optional, "Your pronouns") { ClinicLabel = "Pronouns" };

    static readonly FormField Visits = new("Visits", FieldKind.Radios, FormStep.More, FieldNeed.Optional, "Which door suits you?")
    {
        Choices = [new("Front", "The front door"), new("Side", "The side door")],
        NotOffered = "Choose one of the doors",
        ClinicLabel = "Door",
    };

    readonly LargerSite site = new();

    [Fact]
    public async Task A_new_row_is_asked_in_its_step_after_those_before_it()
    {
        using var form = new FormBrowser(site);

        var page = (await form.Open()).Page;

        Assert.Equal("Your pronouns (optional)", page.QuerySelector("label[for=Pronouns]")?.TextContent);
        var asked = page.QuerySelectorAll("form[method=post] [name]").Select(control => control.GetAttribute("name")).Distinct().ToList();
        Assert.InRange(asked.IndexOf("Pronouns"), asked.IndexOf("IsAdult"), asked.IndexOf("Reasons"));
    }

    [Fact]
    public async Task Its_answer_is_judged_by_its_kind_and_given_back()
    {
        using var form = await FormBrowser.At(site);
        var tooLong = new string('x', 501);

        var answer = await form.Send(("Pronouns", tooLong), ("Visits", "Chimney"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Shorten this answer to 500 characters or fewer", "Choose one of the doors"], answer.Summary);
        Assert.Equal([tooLong], answer.Typed("Pronouns"));
    }

    [Fact]
    public async Task Its_answer_reaches_the_mail_the_command_and_the_exports()
    {
        using var form = await FormBrowser.At(site);

        var reference = await form.SendAndFollow(("Pronouns", "they/them"), ("Visits", "Side"));

        var mail = SentMails.BodyOf(Assert.Single(await site.Mails()));
        Assert.Contains("Pronouns: they/them", mail, StringComparison.Ordinal);
        Assert.Contains("Door: The side door", mail, StringComparison.Ordinal);
        Assert.Contains("Door: The side door", await Run("show", reference), StringComparison.Ordinal);
        using var shown = JsonDocument.Parse(await Run("show", reference, "--json"));
        Assert.Equal("they/them", shown.RootElement.GetProperty("Pronouns").GetString());

        var file = Path.Combine(site.StoreFolder, "all.csv");
        await Run("export", file);
        var lines = (await File.ReadAllLinesAsync(file, Encoding.UTF8)).Select(line => line.Split("\",\"")).ToList();
        Assert.Equal("they/them", lines[1][Array.IndexOf(lines[0], "Pronouns")]);
    }

    [Fact]
    public void What_was_kept_before_the_table_is_still_read()
    {
        var old = ConsultationRequest.FromJson("""
            {"Reference":"KC-7F3K9-2QXMT","Received":"2026-11-20T15:04:05+00:00","FullName":"Ann","ContactMethod":"Phone","Phone":"(202) 555-0143, ext. 12",
             "Email":null,"VoicemailOk":false,"ContactTimes":["Morning"],"State":"MD","Reasons":["Anxiety","Crps"],"PriorTreatments":[],"SafetyNote":true,
             "AccessNeeds":[],"Message":""}
            """u8);

        var told = FieldTable.Ours.Told.ToDictionary(field => field.ClinicLabel!, field => field.Tell(old), StringComparer.Ordinal);

        Assert.Equal("KC-7F3K9-2QXMT", old.Reference);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 15, 4, 5, TimeSpan.Zero), old.Received);
        Assert.Equal("(202) 555-0143, ext. 12", told["Phone"]);
        Assert.Null(told["E-mail"]);
        Assert.Equal("NO, do not leave a voicemail", told["Voicemail"]);
        Assert.Equal("Anxiety; CRPS (complex regional pain syndrome)", told["Reasons"]);
        Assert.Equal("Not said", told["Tried before"]);
        Assert.Equal("Yes, please ask", told["Health or medicine to ask about"]);
        Assert.Equal("None", told["Message"]);
    }

    public void Dispose() => site.Dispose();

    async Task<string> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await CommandLine.Run(["requests", .. arguments], site.CommandContext, output, TextWriter.Null));
        return output.ToString();
    }

    sealed class LargerSite : ClinicSite
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(FieldTable.Ours.With(Pronouns).With(Visits)));
        }
    }
}
