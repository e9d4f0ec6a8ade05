using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Answering;

/// <summary>What the log says of the desk's work is for a person to read.</summary>
public sealed class DeskLogTests : IDisposable
{
    readonly DeskSite clinic = new();

    [Fact]
    public async Task Each_step_stands_in_the_log_in_words_and_so_does_why_one_was_not_written()
    {
        var (reference, _) = await clinic.Ask();
        await clinic.Site.HasMailedAll();
        using var desk = await clinic.FrontDesk();

        await desk.Take(reference, "left-word");
        await desk.Take(reference, "called", ("Version", "0"));
        await desk.Take(reference, "reopened");
        await desk.Take(reference, "reached", ("Outcome", "NotAFit"), ("Text", "Quokka"));

        string[] said = ["left word", "called, no answer was not written, since it changed after it was opened",
            "opened again was not written, since its present state does not allow it", "reached"];
        Assert.Equal(said.Select(words => $"Request {reference}: {words}"), Lines().Where(line => line.StartsWith("Request", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal)));
        Assert.DoesNotContain(Lines(), line => line.Contains("Quokka", StringComparison.Ordinal) || line.Contains("fit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_erased_and_not_mailed_again_is_told_apart_from_what_was()
    {
        var (reference, _) = await clinic.Ask();
        await clinic.Site.HasMailedAll();
        Assert.True(RequestReference.TryParse(reference, out var known));
        var desk = clinic.Site.Services.GetRequiredService<Desk>();

        Assert.False(await desk.Resend(known, 7, "ann", default));
        Assert.True(await desk.Resend(known, 1, "ann", default));
        await clinic.Site.HasMailedAll();
        Assert.True(await desk.Erase(known, "ann", default));

        Assert.Contains(Lines(), line => line.EndsWith("does not have it mailed again, since its mail was tried meanwhile or waits to be", StringComparison.Ordinal));
        Assert.Contains(Lines(), line => line.EndsWith("the desk has it mailed again", StringComparison.Ordinal));
        Assert.Contains(Lines(), line => line.EndsWith("erased at the desk", StringComparison.Ordinal));
        Assert.Contains(Lines(), line => line.Contains("request delivered by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_line_of_a_days_work_holds_a_name_of_the_program_or_yes_and_no_as_a_machine_says_them()
    {
        var (reference, person) = await clinic.AskForTexts(("Email", "robin@example.com"), ("ReceiptByEmail", "true"));
        await clinic.Ask(("Leave", "a machine"));
        using var desk = await clinic.FrontDesk();
        foreach (var step in new[] { "called", "left-word", "texted", "taken", "noted", "could-not-reach", "reopened", "wrong-number", "found-real" })
            await desk.Take(reference, step, ("Text", step == "noted" ? "Wombat" : ""));
        await person.Press("withdraw");
        await clinic.Site.HasMailedAll();

        var names = typeof(Desk).Assembly.GetTypes().Where(type => type.IsEnum).SelectMany(Enum.GetNames).Append("True").Append("False").ToHashSet(StringComparer.Ordinal);
        var values = Events().SelectMany(line => line.GetProperty("Properties").EnumerateObject()).Where(property => property.Name is not ("SourceContext" or "EventId")).ToList();
        Assert.NotEmpty(values);
        Assert.DoesNotContain(values, one => one.Value.ValueKind is JsonValueKind.True or JsonValueKind.False || names.Contains(one.Value.ToString()));
    }

    public void Dispose() => clinic.Dispose();

    IEnumerable<string> Lines() => Events().Select(line => line.GetProperty("RenderedMessage").GetString()!.Replace("\"", "", StringComparison.Ordinal));

    IEnumerable<JsonElement> Events() => clinic.Site.Log().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("Properties").GetProperty("SourceContext").GetString()!.StartsWith("Clinic.Web", StringComparison.Ordinal));
}
