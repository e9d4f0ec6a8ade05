using System.Diagnostics;
using Clinic.Web.Delivery;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Tests.Proofs.Troubles;

/// <summary>
/// The program in Production, once for each way in which a mail server fails: articles and forms are timed while the server is well and
/// while it is not, and what the program holds is counted.
/// </summary>
public sealed class TroubleRun : IAsyncDisposable
{
    const int FormsPerMode = 3;
    static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan UntilMailed = TimeSpan.FromMinutes(3);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-trouble-");
    readonly ServerCertificates certificates = new();
    readonly TimeSpan phase;
    readonly string? only;
    readonly Action<string> tell;
    readonly MailJournal journal;
    readonly MortalClinic clinic;
    readonly List<Asker> askers = [];
    readonly List<double> readWell = [], readTroubled = [], askedWell = [], askedTroubled = [];
    int mostDescriptors, mostThreads;

    /// <param name="only">The name of one mode, or a part of it; null for all.</param>
    public TroubleRun(TimeSpan phase, string? only, Action<string> tell)
    {
        (this.phase, this.only, this.tell) = (phase, only, tell);
        journal = new(Path.Combine(folder.FullName, "mails"));
        clinic = new(folder, journal.Port);
    }

    public async Task<Figures> Run()
    {
        var modes = SmtpModes.All.Where(mode => mode.Key.Contains(only ?? "", StringComparison.Ordinal)).ToList();
        foreach (var (name, mode) in modes) await Live(name, mode);
        clinic.CutOff();
        (clinic.Security, clinic.LogsIn, journal.Script) = (MailSecurity.None, false, new());
        await clinic.Start();
        clinic.LetWaitingTimePass();
        var references = askers.Select(asker => asker.Reference!).ToList();
        await Eventually.Holds(() => clinic.Undelivered() == 0, UntilMailed, "every request is mailed");

        var figures = new Figures($"{modes.Count} ways in which a mail server fails, {phase.TotalSeconds:0} s each");
        figures.Exactly("references shown", references.Distinct(StringComparer.Ordinal).Count(), askers.Count);
        figures.AtMost("shown and never mailed", references.Except(journal.Mails.Select(mail => mail.Reference)).Count(), 0);
        figures.Tell("article p50, p99 while the server is well, ms", Shown(readWell));
        figures.Tell("  while it is not", Shown(readTroubled));
        figures.Tell("form p50, p99 while the server is well, ms", Shown(askedWell));
        figures.Tell("  while it is not", Shown(askedTroubled));
        figures.AtMost("most descriptors held beyond those of open conversations and of program files", mostDescriptors, 8);
        figures.AtMost("most threads more than before", mostThreads, 8);
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await journal.DisposeAsync();
        certificates.Dispose();
        foreach (var asker in askers) asker.Dispose();
        folder.Delete(recursive: true);
    }

    async Task Live(string name, SmtpMode mode)
    {
        using var hole = BlackHole.Open();
        (clinic.Security, clinic.LogsIn) = (mode.IsSecured ? MailSecurity.StartTls : MailSecurity.None, mode.LogsIn);
        journal.Script = new() { Certificate = certificates.Good, OffersAuth = mode.LogsIn };
        var site = await Warm();
        await Task.WhenAll(Read(site.Address, readWell), Ask(site.Address, askedWell));
        var before = (Descriptors: Descriptors(site.Id) - journal.Open, Threads: Threads(site.Id));

        if (mode.IsRefused || mode.IsBlackHole)
        {
            await site.Kill();
            clinic.MailPort = mode.IsRefused ? WaitingSite.FreePort() : hole.Port;
            site = await Warm();
        }
        journal.Script = mode.Script(certificates);
        var (read, asked) = (new List<double>(), new List<double>());
        await Task.WhenAll(Read(site.Address, read), Ask(site.Address, asked));
        readTroubled.AddRange(read);
        askedTroubled.AddRange(asked);
        var (descriptors, threads) = (Descriptors(site.Id) - journal.Open - before.Descriptors, Threads(site.Id) - before.Threads);
        (mostDescriptors, mostThreads) = (Math.Max(mostDescriptors, descriptors), Math.Max(mostThreads, threads));
        tell($"{name}: {descriptors} descriptors, {threads} threads more; {journal.Open} conversations open; slowest article {read.Max():0} ms, form {asked.Max():0} ms");
        await site.Kill();
        clinic.MailPort = journal.Port;
    }

    async Task<SiteProcess> Warm()
    {
        var site = (await clinic.Start())!;
        // What a first visit compiles is not what is measured.
        await Read(site.Address, []);
        await Ask(site.Address, []);
        return site;
    }

    async Task Read(Uri site, List<double> times)
    {
        using var browser = new HttpClient();
        using var pace = new PeriodicTimer(ReadEvery);
        for (var reading = Stopwatch.StartNew(); reading.Elapsed < phase; await pace.WaitForNextTickAsync())
        {
            var asked = Stopwatch.GetTimestamp();
            await browser.GetByteArrayAsync(new Uri(site, "/articles/mood-disorders"));
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }

    async Task Ask(Uri site, List<double> times)
    {
        for (var i = 0; i < FormsPerMode; i++)
        {
            var asker = new Asker(askers.Count);
            askers.Add(asker);
            await asker.Open(site);
            var asked = Stopwatch.GetTimestamp();
            if (!await asker.Ask(site)) throw new InvalidOperationException("A form was not received.");
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }

    static int Descriptors(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Count(entry => !IsOfTheProgram(new FileInfo(entry).LinkTarget));

    // The framework opens its own libraries and the .pdb once, when a failure first needs its lines described, and keeps them.
    static bool IsOfTheProgram(string? file) => file is not null && (file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".pdb", StringComparison.Ordinal));

    static int Threads(int process) => Directory.GetDirectories($"/proc/{process}/task").Length;

    static string Shown(List<double> times)
    {
        times.Sort();
        return $"{times[times.Count / 2]:0.00}, {times[times.Count * 99 / 100]:0.00}";
    }
}
