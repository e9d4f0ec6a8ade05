using System.Collections.Concurrent;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Tests.Proofs.Clusters;

/// <summary>
/// Several programs share a PostgreSQL database. People open the form at one and send it to another, while now a program, now the
/// database is killed (SIGKILL). In the end what people were told is compared with what the clinic got.
/// </summary>
public sealed class ClusterRun : IAsyncDisposable
{
    const int PressAtOnce = 8;
    const int PressAgainEvery = 7;
    static readonly TimeSpan PressAgainAfter = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-cluster-");
    readonly KeyCertificate certificate = new();
    readonly ClusterPlan plan;
    readonly Action<string> tell;
    readonly Random random;
    readonly PostgresServer database;
    readonly MailJournal journal;
    readonly ClusterOutbox outbox;
    readonly List<ClusterMember> members = [];
    readonly ConcurrentBag<Asker> answered = [];
    TaskCompletionSource struckPress = new();
    Task starting = Task.CompletedTask;
    int born;
    int pressesToGo;

    public ClusterRun(ClusterPlan plan, Action<string> tell)
    {
        (this.plan, this.tell, random) = (plan, tell, new Random(plan.Seed));
        database = PostgresServer.Start(isDurable: true);
        journal = new(Path.Combine(folder.FullName, "mails"));
        outbox = new(database.Address, journal);
        for (var i = 0; i < plan.Members; i++) members.Add(new(Settings(i)));
    }

    public async Task<Figures> Run()
    {
        // All at once, on an empty database.
        await Task.WhenAll(members.Select(member => member.Start()));
        using var end = new CancellationTokenSource();
        var sweeping = KeepSweeping(end.Token);
        await AskAndStrike();
        await starting;
        tell($"Everybody has a reference; {journal.Mails.Count} mails so far");
        await Drain();
        await end.CancelAsync();
        await sweeping;
        foreach (var member in members) await member.Kill();
        return Result(new([.. answered], journal.Mails, await outbox.KeptReferences(), await outbox.Undelivered(), await outbox.Fault()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in members) await member.DisposeAsync();
        await journal.DisposeAsync();
        database.Dispose();
        certificate.Dispose();
        foreach (var asker in answered) asker.Dispose();
        folder.Delete(recursive: true);
    }

    Dictionary<string, string> Settings(int member) => new(OpenMail.To(journal.Port, $"website-{member + 1}@clinic.example"))
    {
        ["Store:Provider"] = "Postgres",
        ["Store:ConnectionString"] = $"{database.Address};Maximum Pool Size=20",
        ["Store:KeyCertificate"] = certificate.File,
        ["Store:KeyCertificatePassword"] = certificate.Password,
    };

    async Task AskAndStrike()
    {
        var strikes = Enumerable.Repeat(true, plan.DatabaseKills).Concat(Enumerable.Repeat(false, plan.MemberKills)).ToArray();
        random.Shuffle(strikes);
        foreach (var (strike, hitsDatabase) in strikes.Index())
        {
            var left = strikes.Length - strike;
            var share = (plan.Submissions - born + left - 1) / left;
            struckPress = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref pressesToGo, random.Next(share) + 1);
            var asking = AskAll(share);
            await Task.WhenAny(struckPress.Task, asking);
            await (hitsDatabase ? StrikeDatabase() : StrikeMember());
            await asking;
            if (strike % 25 == 24) tell($"{strike + 1} kills, {answered.Count} of {plan.Submissions} references shown, {journal.Mails.Count} mails, {outbox.CutOffAfterDot} cut off after the dot");
        }
    }

    async Task StrikeMember()
    {
        var struck = await AnyUp();
        await struck.Kill();
        starting = Task.WhenAll(starting, struck.Start());
    }

    async Task StrikeDatabase()
    {
        database.Kill();
        // How long it is away is what this varies.
        await Task.Delay(LongestOutage * random.NextDouble());
        database.StartAgain();
    }

    Task AskAll(int share)
    {
        var now = new ConcurrentQueue<Asker>();
        for (var i = 0; i < share; i++) now.Enqueue(New());
        return Task.WhenAll(Enumerable.Range(0, PressAtOnce).Select(async _ =>
        {
            while (now.TryDequeue(out var asker)) await Ask(asker);
        }));
    }

    async Task Ask(Asker asker)
    {
        var again = asker.Number % PressAgainEvery == 0;
        while (true)
        {
            var (opens, takes) = (await AnyAddress(), await AnyAddress());
            if (!await asker.Ask(takes, opens)) await Task.Delay(PressAgainAfter);
            else if (!again) break;
            else asker.Forget();
            again &= asker.Reference is null;
        }
        answered.Add(asker);
    }

    async Task<Uri> AnyAddress() => (await (await AnyUp()).Up).Address;

    async Task<ClusterMember> AnyUp()
    {
        while (true)
        {
            await Task.WhenAny(members.Select(member => member.Up));
            ClusterMember[] up = [.. members.Where(member => member.Up.IsCompletedSuccessfully)];
            if (up.Length > 0) return up[Random.Shared.Next(up.Length)];
        }
    }

    async Task KeepSweeping(CancellationToken end)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        while (!end.IsCancellationRequested)
        {
            await outbox.Sweep();
            await Task.WhenAny(timer.WaitForNextTickAsync(end).AsTask());
        }
    }

    async Task Drain()
    {
        using var deadline = new CancellationTokenSource(plan.DrainWithin);
        try
        {
            await journal.Holds([.. answered.Select(asker => asker.Reference!)], deadline.Token);
            while (await outbox.Undelivered() > 0) await Task.Delay(SweepEvery, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // The figures say what is missing.
        }
    }

    Figures Result(Outcome outcome)
    {
        var figures = new Figures($"{plan.Members} programs on one database: {plan.MemberKills:N0} kills of programs, {plan.DatabaseKills:N0} of the database, {plan.Submissions:N0} submissions (seed {plan.Seed})");
        outcome.Tell(figures, plan.Submissions, refusals: plan.DatabaseKills == 0 ? 0 : null);
        figures.AtMost("second copies", outcome.SecondCopies, outbox.CutOffAfterDot);
        figures.AtMost("second copies of a mail that no kill had cut off", outcome.Mails.GroupBy(mail => mail.MessageId, StringComparer.Ordinal).Sum(copies => Math.Max(0, copies.Count() - 1 - outbox.CutOffAfterDotOf(copies.Key))), 0);
        figures.AtMost("verdicts refused because another had the mail", members.Sum(member => member.LateVerdicts), 0);
        figures.Count("mails cut off before their final dot", outbox.CutOffBeforeDot);
        // In a short run chance may hold one program down for most of it, and each of the others has half then.
        var largestShare = plan.MemberKills < 100 ? 75 : 50;
        foreach (var sender in outcome.Mails.CountBy(mail => mail.Sender, StringComparer.Ordinal).OrderBy(sender => sender.Key, StringComparer.Ordinal)) figures.AtMost($"sent by {sender.Key}, in a hundred", sender.Value * 100 / outcome.Mails.Count, largestShare);
        return figures;
    }

    Asker New()
    {
        var asker = new Asker(born++);
        asker.Pressing += (_, _) =>
        {
            if (Interlocked.Decrement(ref pressesToGo) == 0) struckPress.TrySetResult();
        };
        return asker;
    }
}
