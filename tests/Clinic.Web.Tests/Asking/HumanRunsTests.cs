using System.Net;

namespace Clinic.Web.Tests.Asking;

/// <summary>Five hundred people, twenty behind each address, each in one of the ways people fill in forms, against the limits as shipped.</summary>
[Trait("Pace", "Long")]
public sealed class HumanRunsTests : IDisposable
{
    const int People = 500;
    const int BehindOneAddress = 20;

    static readonly string[] Names = ["Robin Álvarez-O’Neil", "Bo", "李小龍", "Анна Иванова", "D’Arcy Núñez, Jr.", "นภา ศรีสุข", "Marie Curie"];
    static readonly string[] Messages = ["", "Mornings are best.", "Please call my mobile\nafter six, not at work.", "请打电话给我", "I read https://juniperlane.example/costs and want to ask about it.", "🙂"];
    static readonly string[] Methods = ["Phone", "Text", "Email"];

    readonly AskingSite site = new AskingSite().WithItsOwnLimits().WithAQuietLog();
    readonly List<string> references = [];

    delegate Task<string> Way(FormBrowser form, Dictionary<string, string[]> answers, int person);

    [Fact]
    public async Task Nobody_is_refused_or_suspected_and_each_asks_once()
    {
        Way[] ways = [Autofilled, Fast, Slow, AnHourOld, ADayOld, BackAndSentAgain, Reloaded, TwoTabs, MistakenFirst, PressedTwice];

        for (var person = 0; person < People; person++)
        {
            site.Visitor = IPAddress.Parse($"203.0.113.{person / BehindOneAddress}");
            using var form = await FormBrowser.At(site);
            references.Add(await ways[person % ways.Length](form, Answers(person), person));
        }

        Assert.Equal(People, references.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(references.Order(StringComparer.Ordinal), (await site.Store.Reader.List(default)).Select(request => request.Reference).Order(StringComparer.Ordinal));
        Assert.All(await site.Store.Reader.List(default), request => Assert.Null(request.Suspicion));
        var subjects = (await site.Mails()).Select(mail => SentMails.HeaderOf(mail).Split("Subject: ")[1]).ToList();
        Assert.Equal(People, subjects.Count(subject => subject.StartsWith("New consultation request", StringComparison.Ordinal)));
        Assert.All(subjects, subject => Assert.Matches("^(New consultation request|Correction 1 of) ", subject));
        Assert.Equal("", site.Log());
    }

    public void Dispose() => site.Dispose();

    static Dictionary<string, string[]> Answers(int person)
    {
        var answers = FormBrowser.GoodAnswers(Methods[person % Methods.Length]);
        answers["FullName"] = [Names[person % Names.Length]];
        answers["Message"] = [Messages[person % Messages.Length]];
        // What a browser sends of the fields that a person passes over.
        foreach (var field in new[] { "Phone", "Email", "Leave" }) answers.TryAdd(field, [""]);
        answers["VoicemailOk"] = ["No"];
        return answers;
    }

    /// <summary>The browser fills in all it knows within a moment, and the person ticks the rest.</summary>
    Task<string> Autofilled(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        (string, string)[] known =
        [
            ("Phone", "+1 (202) 555-0143"), ("Email", "Robin@Example.com"), ("VoicemailOk", "NameAndNumber"), ("ContactTimes", "Morning"), ("ContactTimes", "Evening"), ("Reasons", "Anxiety"), ("Reasons", "LowMood"),
            ("PriorTreatments", "TalkTherapy"), ("SafetyNote", "true"), ("AccessNeeds", "StepFree"), ("ConsentPlainChannel", "true"),
        ];
        TakesAltogether(TimeSpan.FromSeconds(4));
        return Accepted(form, answers, known);
    }

    Task<string> Fast(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        TakesAltogether(TimeSpan.FromMilliseconds(3050 + person * 3));
        return Accepted(form, answers);
    }

    Task<string> Slow(FormBrowser form, Dictionary<string, string[]> answers, int person) => After(TimeSpan.FromMinutes(25 + person % 30), form, answers);

    Task<string> AnHourOld(FormBrowser form, Dictionary<string, string[]> answers, int person) => After(TimeSpan.FromHours(1), form, answers);

    Task<string> ADayOld(FormBrowser form, Dictionary<string, string[]> answers, int person) => After(TimeSpan.FromHours(23), form, answers);

    async Task<string> BackAndSentAgain(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        var (token, ticket) = (form.Token, form.Ticket);
        var first = await Accepted(form, answers);
        (form.Token, form.Ticket) = (token, ticket);
        site.Clock.Now += TimeSpan.FromMinutes(3);
        var asked = await form.SendAnswers(answers, ("Message", "One more thing"));
        Assert.Equal(HttpStatusCode.Conflict, asked.Status);
        Assert.Equal(first, await Accepted(form, answers, [("Message", "One more thing"), ("Means", "Replaces")]));
        return first;
    }

    async Task<string> Reloaded(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        var first = await Accepted(form, answers);
        Assert.Equal(first, await Accepted(form, answers));
        return first;
    }

    /// <summary>Opens the form twice, and sends the tab that was opened first.</summary>
    async Task<string> TwoTabs(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        var (token, ticket) = (form.Token, form.Ticket);
        await form.Open();
        Assert.NotEqual(ticket, form.Ticket);
        (form.Token, form.Ticket) = (token, ticket);
        return await Accepted(form, answers);
    }

    /// <summary>Sees what is missing and sends the page that came back at once.</summary>
    async Task<string> MistakenFirst(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        var state = answers["State"];
        answers["State"] = [""];
        var told = await form.SendAnswers(answers);
        Assert.Equal(["Choose the state you live in"], told.Summary);
        answers["State"] = state;
        return await Accepted(form, answers);
    }

    static async Task<string> PressedTwice(FormBrowser form, Dictionary<string, string[]> answers, int person)
    {
        var presses = await Task.WhenAll(form.SendAnswers(answers), form.SendAnswers(answers));
        Assert.Equal(HttpStatusCode.SeeOther, presses[0].Status);
        return (await form.Follow(presses[1])).Reference;
    }

    async Task<string> After(TimeSpan time, FormBrowser form, Dictionary<string, string[]> answers)
    {
        // Leases are counted by this clock too: no mail is under way when it leaps over one.
        await Eventually.Holds(async () => (await site.Store.Outbox.State(default)).Waiting == 0, SentMails.Patience, "no mail is under way");
        TakesAltogether(time);
        return await Accepted(form, answers);
    }

    void TakesAltogether(TimeSpan time) => site.Clock.Now += time - FormBrowser.TimeToFillIn;

    static async Task<string> Accepted(FormBrowser form, Dictionary<string, string[]> answers, (string, string)[]? changes = null) =>
        (await form.Follow(await form.SendAnswers(answers, changes ?? []))).Reference;
}
