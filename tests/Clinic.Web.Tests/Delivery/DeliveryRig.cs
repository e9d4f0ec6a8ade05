using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Settings;
using Clinic.Web.Tests.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Clinic.Web.Tests.Delivery;

/// <summary>
/// Store, queue and worker as the program wires them, without the web; the worker looks when the test says so and the
/// clock stands until it is moved.
/// </summary>
public sealed class DeliveryRig : IAsyncDisposable
{
    /// <summary>What a patient typed; it may be in the mail and nowhere else.</summary>
    public const string Typed = "Quokkaname";

    /// <summary>In memory where there is such a folder, for tests that write thousands of times and cut no power.</summary>
    public static readonly string QuickFolder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(QuickFolder, $"clinic-rig-{Guid.NewGuid():N}"));
    readonly ServiceProvider services;

    public DeliveryRig(DateTimeOffset now, IMailTransport transport, MailSettings? mail = null,
        AlarmSettings? alarm = null, Func<string?>? reviewsDue = null, Func<ContentHealth?>? content = null,
        IReadOnlyList<string>? conflicts = null)
    {
        Clock = new(now);
        Recorder = new(transport);
        var storeSettings = new StoreSettings(StoreProvider.Sqlite, folder.FullName);
        Directory.CreateDirectory(storeSettings.KeyFolder);
        var all = new ServiceCollection().AddMetrics().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        all.AddSingleton<IHostEnvironment>(new Sentences.Surroundings("Production", folder.FullName));
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddSingleton<TimeProvider>(Clock).AddSingleton<ClinicMetrics>();
        all.AddSingleton(TestClinic.Current);
        all.AddConsultations(storeSettings, ConsentWordings.Load(Repository.Path("content/consent")), NoLimits.Settings, (mail ?? Mail()).Sealing);
        all.AddDelivery(mail ?? Mail(), alarm ?? new(), new("http://localhost"), new("http://localhost"));
        all.AddSingleton(new ContentNews(() => content?.Invoke(), () => reviewsDue?.Invoke()) { Conflicts = _ => Task.FromResult(conflicts ?? []) });
        all.AddSingleton<IMailTransport>(Recorder);
        services = all.BuildServiceProvider();
        Worker = services.GetServices<IHostedService>().OfType<DeliveryWorker>().Single();
        Watch = services.GetServices<IHostedService>().OfType<AlarmWatch>().Single();
    }

    public ManualClock Clock { get; }

    public RecordingTransport Recorder { get; }

    public KeptLog Log { get; } = new();

    public DeliveryWorker Worker { get; }

    public AlarmWatch Watch { get; }

    /// <summary>Tells this rig's measurements from those of tests that run beside it.</summary>
    public object? MeterScope => services.GetRequiredService<IMeterFactory>().Create(ClinicMetrics.MeterName).Scope;

    public OpenStore Store => new(services);

    public DeliveryHealth Health => services.GetRequiredService<DeliveryHealth>();

    public string DatabaseFile => Path.Combine(folder.FullName, "requests.db");

    public static MailSettings Mail(int port = 25, MailSecurity security = MailSecurity.None, bool logsIn = false) => new()
    {
        Transport = MailTransportKind.MailKit,
        Mode = MailMode.Full,
        Server = new("localhost", port, security, logsIn ? "website" : null, logsIn ? "secret" : null),
        From = new("", "website@clinic.example"),
        To = new("", "requests@clinic.example"),
        PickupFolder = "",
    };

    public static async Task<DeliveryRig> Open(DateTimeOffset now, IMailTransport transport, MailSettings? mail = null, AlarmSettings? alarm = null)
    {
        var rig = new DeliveryRig(now, transport, mail, alarm);
        await rig.Store.Open([]);
        return rig;
    }

    public Task<string> Ask() =>
        Ask(new()
        {
            FullName = Typed,
            ContactMethod = AnswerChoices.Phone,
            Phone = "2025550143",
            State = "MD",
            IsAdult = true,
            Message = Typed,
            ConsentContact = true
        });

    public Task<string> AskForReceipt(string address) => Ask(new()
    {
        FullName = Typed,
        ContactMethod = AnswerChoices.Email,
        Email = address,
        ReceiptByEmail = true,
        State = "MD",
        IsAdult = true,
        ConsentContact = true,
        ConsentPlainChannel = true,
    });

    /// <summary>Past the form's rules.</summary>
    public async Task<string> Ask(ConsultationForm form) =>
        (await services.GetRequiredService<RequestIntake>()
            .Receive(new(form, SubmissionId.Next()), () => new(Refusal.None), default)).Request!.Reference.Value;

    /// <summary>Moves the clock on in steps, with a look at each.</summary>
    public async Task Live(TimeSpan time, TimeSpan step)
    {
        for (var lived = TimeSpan.Zero; lived < time; lived += step)
        {
            Clock.Now += step;
            await Worker.DeliverAllDue(default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>Passes mails on and remembers what became of each.</summary>
public sealed class RecordingTransport(IMailTransport inner) : IMailTransport
{
    readonly ConcurrentQueue<DeliveryOutcome> outcomes = new();

    public IReadOnlyCollection<DeliveryOutcome> Outcomes => outcomes;

    public string Name => inner.Name;

    public async Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
    {
        var outcome = await inner.Send(message, cancel);
        outcomes.Enqueue(outcome);
        return outcome;
    }

    public Task<bool> IsThere(CancellationToken cancel) => inner.IsThere(cancel);
}

/// <summary>A mail server in a line: what it answers, and the mails it took. Several are handed over at once.</summary>
public sealed class ObedientTransport : IMailTransport
{
    readonly Lock gate = new();

    public DeliveryOutcome Answer { get; set; } = DeliveryOutcome.Success;

    public bool IsUp { get; set; } = true;

    public int Greetings { get; private set; }

    /// <summary>Attempts by Message-ID.</summary>
    public Dictionary<string, int> Attempts { get; } = new(StringComparer.Ordinal);

    public List<(string Subject, string Body)> Taken { get; } = [];

    public string Name => "Obedient";

    public Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
    {
        var id = message.MessageId!;
        lock (gate)
        {
            Attempts[id] = Attempts.GetValueOrDefault(id) + 1;
            if (!IsUp) return Task.FromResult(new DeliveryOutcome(Verdict.NotDelivered, Trouble.Server, "no connection"));
            if (Answer.Verdict == Verdict.Delivered) Taken.Add((message.Subject!, message.TextBody ?? ""));
            return Task.FromResult(Answer);
        }
    }

    public Task<bool> IsThere(CancellationToken cancel)
    {
        Greetings++;
        return Task.FromResult(IsUp);
    }
}

public sealed class KeptLog : ILoggerProvider, ILogger
{
    readonly Lines lines = new();

    public IReadOnlyList<string> Lines => lines.SoFar;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => lines.Add($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
