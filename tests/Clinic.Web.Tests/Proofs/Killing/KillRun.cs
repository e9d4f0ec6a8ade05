using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>
/// The site lives and is killed (SIGKILL) again and again while people send forms and mail goes out. In the end it is left in peace,
/// and what people were told is compared with what the clinic got.
/// </summary>
public sealed class KillRun : IAsyncDisposable
{
    const int PressAtOnce = 4;
    const int PressAgainEvery = 7;
    // In starts of the site, from the first form that is sent.
    const double LongestLife = 0.6;
    static readonly TimeSpan UntilMailed = TimeSpan.FromSeconds(4);

    readonly DirectoryInfo folder;
    readonly KillPlan plan;
    readonly Action<string> tell;
    readonly Random random;
    readonly MailJournal journal;
    readonly MortalClinic clinic;
    readonly ConcurrentQueue<Asker> asking = new();
    readonly ConcurrentBag<Asker> answered = [];
    readonly Dictionary<Stage, int> nextCall = new() { [Stage.Start] = 1, [Stage.Submission] = 1, [Stage.Mail] = 1 };
    readonly KillTally tally = new();
    TaskCompletionSource firstPress = new();
    int born;

    public KillRun(KillPlan plan, Action<string> tell)
    {
        (this.plan, this.tell, random) = (plan, tell, new Random(plan.Seed));
        folder = Directory.CreateDirectory(Path.Combine(plan.Folder, $"clinic-kills-{Guid.NewGuid():N}"));
        journal = new(Path.Combine(folder.FullName, "mails"));
        clinic = new(folder, journal.Port);
    }

    string CallLog => Path.Combine(folder.FullName, "calls");

    public async Task<Figures> Run()
    {
        for (var life = 1; tally.Random + tally.AtCalls.Values.Sum() < plan.Kills; life++)
        {
            journal.Life = life;
            await Live(life);
            await journal.IsQuiet();
            tally.Count(clinic.CutOff(), [.. journal.Mails.Where(mail => mail.Life == life)]);
            if (life % 25 == 0) tell($"{life} lives, {answered.Count} of {plan.Submissions} references shown, {journal.Mails.Count} mails, {tally.CutOffAfterDot} cut off after the dot");
        }
        await LiveInPeace();
        return tally.Figures(plan, new([.. answered], journal.Mails, clinic.KeptReferences(), clinic.Undelivered(), await clinic.Fault()));
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await journal.DisposeAsync();
        foreach (var asker in answered.Concat(asking)) asker.Dispose();
        folder.Delete(recursive: true);
    }

    Task Live(int life)
    {
        var left = plan.Kills - tally.Random - tally.AtCalls.Values.Sum();
        var share = (plan.Submissions - born + left - 1) / left;
        if (tally.AtCalls.Values.Sum() >= plan.AtCalls || (life % 2 == 0 && tally.Random < plan.Kills - plan.AtCalls)) return DieAtRandom(share);
        var stage = plan.CallsFromTheStart.Count > 0 ? Stage.Start : (Stage)(tally.Counted % 3);
        return stage == Stage.Start ? DieAtACallFromTheStart(share) : DieAtACallOf(stage);
    }

    async Task DieAtRandom(int share)
    {
        var starting = Stopwatch.StartNew();
        var site = await clinic.Start();
        clinic.LetWaitingTimePass();
        firstPress = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // A moment, not a wait for something: when the kill comes is what this varies. A busy machine starts the site slowly, and gives it longer.
        var kill = firstPress.Task.ContinueWith(_ => Task.Delay(starting.Elapsed * (LongestLife * random.NextDouble())), TaskScheduler.Default).Unwrap().ContinueWith(_ => site!.Kill(), TaskScheduler.Default).Unwrap();
        await AskAll(site!.Address, share);
        firstPress.TrySetResult();
        await kill;
        tally.Random++;
    }

    async Task DieAtACallFromTheStart(int share)
    {
        var call = plan.CallsFromTheStart.Count > 0 ? plan.CallsFromTheStart[tally.Counted % plan.CallsFromTheStart.Count] : nextCall[Stage.Start];
        File.Delete(CallLog);
        if (await clinic.Start(Strace.KillFromTheStart(call, CallLog)) is { } site)
        {
            await AskAll(site.Address, share);
            await Task.WhenAny(site.Ended, AllMailed());
            await site.Kill();
        }
        CountCall(Stage.Start);
    }

    async Task DieAtACallOf(Stage stage)
    {
        var site = await clinic.Start();
        var asker = asking.TryDequeue(out var waiting) ? waiting : New();
        if (stage == Stage.Submission) await asker!.Open(site!.Address);
        File.Delete(CallLog);
        await using var tracer = await Strace.KillFromNow(site!.Id, nextCall[stage], CallLog);
        if (stage == Stage.Mail) clinic.LetWaitingTimePass(most: 1);
        else asker = await Ask(asker, site.Address);
        await Task.WhenAny(site.Ended, AllMailed());
        await site.Kill();
        if (asker is not null) asking.Enqueue(asker);
        CountCall(stage);
    }

    async Task LiveInPeace()
    {
        journal.Life = 0;
        var site = await clinic.Start();
        // Twice, since some send their form again when they were answered.
        for (var i = 0; i < 2; i++) await AskAll(site!.Address, plan.Submissions - born);
        tell($"The last life: {journal.Mails.Count} mails before it, {answered.Count} references shown");
        clinic.LetWaitingTimePass();
        using var deadline = new CancellationTokenSource(plan.DrainWithin);
        try
        {
            await journal.Holds([.. answered.Select(asker => asker.Reference!)], deadline.Token);
            await Eventually.Holds(() => clinic.Undelivered() == 0, plan.DrainWithin, "every verdict is recorded");
        }
        catch (OperationCanceledException)
        {
            // The figures say what is missing.
        }
        await site!.Terminate();
    }

    // Those who were cut off first, then new ones; the site may die meanwhile.
    async Task AskAll(Uri site, int newOnes)
    {
        var now = new ConcurrentQueue<Asker>(asking);
        asking.Clear();
        for (var i = 0; i < newOnes && born < plan.Submissions; i++) now.Enqueue(New());
        await Task.WhenAll(Enumerable.Range(0, PressAtOnce).Select(async _ =>
        {
            while (now.TryDequeue(out var asker))
                if (await Ask(asker, site) is { } unanswered) asking.Enqueue(unanswered);
        }));
    }

    /// <returns>The asker, when there is more to ask in the next life.</returns>
    async Task<Asker?> Ask(Asker asker, Uri site)
    {
        if (!await asker.Ask(site)) return asker;
        if (asker.Presses == 1 && asker.Number % PressAgainEvery == 0)
        {
            asker.Forget();
            return asker;
        }
        answered.Add(asker);
        return null;
    }

    // Until every mail that waits for no other reason than its turn is gone.
    async Task AllMailed()
    {
        using var deadline = new CancellationTokenSource(UntilMailed);
        try
        {
            await journal.Holds([.. answered.Select(asker => asker.Reference!)], deadline.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(200), deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // Some wait for their next try.
        }
    }

    void CountCall(Stage stage)
    {
        var struck = Strace.Struck(CallLog);
        tally.Counted++;
        if (struck is null) tally.Random++;
        else tally.AtCalls[$"{stage}: {struck}"] = tally.AtCalls.GetValueOrDefault($"{stage}: {struck}") + 1;
        nextCall[stage] = struck is null ? 1 : nextCall[stage] + 1;
    }

    Asker New()
    {
        var asker = new Asker(born++);
        asker.Pressing += (_, _) => firstPress.TrySetResult();
        return asker;
    }
}
