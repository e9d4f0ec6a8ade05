using System.Net;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Killing;
using Clinic.Web.Tests.Proofs.PowerCuts;

namespace Clinic.Web.Tests.Proofs.Disks;

/// <summary>People send forms to a site whose disk fails now and then. Each is to be told the truth, and to lose no word they typed.</summary>
public sealed class TroubledSite(MortalClinic clinic, SiteProcess site) : IDisposable
{
    readonly List<Visitor> waiting = [];
    readonly List<string> shown = [];
    readonly List<string> wrong = [];

    public int Refused { get; private set; }

    public int Waiting => waiting.Count;

    public int Kept => shown.Count;

    /// <summary>What a page said or left out that it should not have.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    public Task<bool> Ask() => AskAs(NewVisitor());

    /// <summary>Those who were told that nothing was received press once more.</summary>
    public async Task AskAgain()
    {
        var again = waiting.ToList();
        waiting.Clear();
        foreach (var visitor in again) await AskAs(visitor);
    }

    /// <summary>Ends the site and compares what it kept with what people were told.</summary>
    public async Task<Figures> End(string title)
    {
        await site.Terminate();
        var found = await FoundState.Of(clinic.StoreFiles(), Path.Combine(clinic.StoreFolder, "..", "found"));
        var figures = new Figures(title);
        figures.Count("told that it was not received", Refused);
        figures.Count("told that it was received", Kept);
        figures.AtLeast("refusals, so that this is about something", Refused, 1);
        figures.AtMost("told neither, or without phone and typed text", wrong.Count, 0);
        wrong.Take(3).ToList().ForEach(line => figures.Tell("  for one", line));
        figures.AtMost("not kept in the end", waiting.Count, 0);
        figures.AtMost("received and not there", shown.Except(found.Readable).Count(), 0);
        figures.AtMost("there twice, or unknown to anybody", found.Readable.Except(shown).Count() + shown.Count - shown.Distinct(StringComparer.Ordinal).Count(), 0);
        figures.Tell("database and audit trail", found.Fault ?? "whole");
        figures.AtMost("faults in them, and halves of requests", found.Fault is null ? 0 : 1, 0);
        return figures;
    }

    public void Dispose() => waiting.ForEach(visitor => visitor.Dispose());

    async Task<bool> AskAs(Visitor visitor)
    {
        var answers = Visitor.Answers("Half past two, please");
        if (!visitor.HasForm) await visitor.OpenForm();
        using var answer = await visitor.PressAndLook(answers);
        if (answer.Status == HttpStatusCode.SeeOther)
        {
            shown.Add(await visitor.ReadReference());
            visitor.Dispose();
            return true;
        }
        Refused++;
        if (WrongWith(answer, answers) is { } what) wrong.Add(what);
        waiting.Add(visitor);
        return false;
    }

    static string? WrongWith(FormAnswer answer, Dictionary<string, string> answers)
    {
        if (answer.Status != HttpStatusCode.ServiceUnavailable) return $"answered with {answer.Status}";
        if (!answer.Trouble.Contains("did not receive", StringComparison.Ordinal)) return "does not say that it was not received";
        if (answer.Page.QuerySelector(".error-summary a[href^='tel:']") is null) return "does not say where to call";
        return answers.Where(typed => !answer.Typed(typed.Key).Contains(typed.Value)).Select(typed => $"lost what was typed: {typed.Key}").FirstOrDefault();
    }

    Visitor NewVisitor() => new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(3) }, site.Address);
}
