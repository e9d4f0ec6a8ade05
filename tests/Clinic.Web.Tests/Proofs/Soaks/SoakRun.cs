using System.Diagnostics;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Tests.Proofs.Soaks;

/// <summary>
/// The program in Production lives through many short days: people read and ask, an editor edits and errs, the mail server goes away and
/// comes back. What it holds at night must not grow from day to day, and each request reaches the clinic.
/// </summary>
public sealed class SoakRun : IAsyncDisposable
{
    const int EditsPerDay = 12;
    static readonly TimeSpan UntilMailed = TimeSpan.FromMinutes(5);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-soak-");
    readonly Search.ContentCopy content = new();
    readonly SoakPlan plan;
    readonly Action<string> tell;
    readonly MailJournal journal;
    readonly MortalClinic clinic;
    readonly List<Night> nights = [];

    public SoakRun(SoakPlan plan, Action<string> tell)
    {
        (this.plan, this.tell) = (plan, tell);
        journal = new(Path.Combine(folder.FullName, "mails"));
        clinic = new(folder, journal.Port) { ContentFolder = content.Path, KeepDelivered = plan.Day };
    }

    public async Task<Figures> Run()
    {
        var living = Stopwatch.StartNew();
        var site = (await clinic.Start())!;
        using var crowd = new Crowd(site.Address, new());
        using var editor = new Editor(content, site.Address);
        for (var day = 1; day <= plan.Days; day++)
        {
            using var evening = new CancellationTokenSource(plan.Day);
            await Task.WhenAll(crowd.Come(evening.Token), Crowd.AtPace(plan.Day / EditsPerDay, editor.Edit, evening.Token), SpoilMail(evening.Token));
            // A moment, not a wait for something: the site finds out by itself that it is quiet.
            await Task.Delay(plan.Night);
            nights.Add(Night.Of(site.Id, living.Elapsed));
            var night = nights[^1];
            tell($"Night {day}: {night.Resident >> 20} MB ({night.OwnMemory >> 20} its own), {night.Descriptors} descriptors, {night.Threads} threads; {crowd.Read} read, {crowd.References.Count} asked, {editor.Edits} edits, {crowd.Wrong} wrong");
        }
        await Eventually.Holds(() => clinic.Undelivered() == 0, UntilMailed, "every request is mailed");
        return Tell(site, crowd, editor);
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await journal.DisposeAsync();
        content.Dispose();
        folder.Delete(recursive: true);
    }

    Figures Tell(SiteProcess site, Crowd crowd, Editor editor)
    {
        var figures = new Figures($"{plan.Days} days of {plan.Day:h\\:mm\\:ss} with nights of {plan.Night:h\\:mm\\:ss}");
        figures.Count("pages read", crowd.Read);
        figures.Count("edits shown, a third of them after a broken one", editor.Edits);
        figures.AtMost("wrong answers", crowd.Wrong, 0);
        figures.AtLeast("references shown", crowd.References.Count, 1);
        figures.AtMost("shown and never mailed", crowd.References.Except(journal.Mails.Select(mail => mail.Reference)).Count(), 0);
        figures.AtMost("second copies", journal.Mails.Count - crowd.References.Count, 0);
        var errors = site.Log.Where(IsError).ToList();
        figures.AtMost("errors in the log", errors.Count, 0);
        errors.ForEach(tell);
        figures.Tell("memory at night, MB", string.Join(", ", nights.Select(night => night.Resident >> 20)));
        var settled = nights.Skip(SoakPlan.WarmUp).ToList();
        if (settled.Count < 2) return figures;
        const string Gained = "memory gained an hour, kB";
        var growth = (long)Night.Growth(settled) >> 10;
        if (plan.IsLong) figures.AtMost(Gained, growth, 1024);
        else figures.Count(Gained, growth);
        figures.AtMost("descriptors gained", settled[^1].Descriptors - settled[0].Descriptors, 8);
        figures.AtMost("threads gained", settled[^1].Threads - settled[0].Threads, 8);
        return figures;
    }

    static bool IsError(string line) => line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal)
        || line.Contains("\"Level\":\"Fatal\"", StringComparison.Ordinal);

    // The mail server is well in the morning, away at noon, and back in the evening.
    async Task SpoilMail(CancellationToken evening)
    {
        try
        {
            await Task.Delay(plan.Day / 3, evening);
            journal.Script = new() { Banner = "421 later" };
            await Task.Delay(plan.Day / 3, evening);
        }
        catch (OperationCanceledException)
        {
            // The day is over.
        }
        journal.Script = new();
    }
}
