using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests;

/// <summary>All stores of one program on one database.</summary>
public sealed class OpenStore(Database database)
{
    public OpenStore(IServiceProvider services) : this(services.GetRequiredService<Database>()) => Leases = services.GetRequiredService<Leases>();

    public Database Database => database;
    public RequestStore Requests => new(database);
    public CorrectionStore Corrections => new(database);
    public RequestReader Reader => new(database);
    public SuspectedRequests Suspected => new(database);
    public ClinicNotices Notices => new(database);
    public Leases Leases { get; } = new(database);
    public Outbox Outbox => new(database, Leases);
    public AnsweringStore Answering => new(database);
    public LateRequests Late => new(database);
    public PromiseStore Promises => new(database);
    public AuditTrail Audit => new(database);
    public KeptContentStore Content => new(database);
    public ClockStore Clock => new(database);
    public WriteProbe Probe => new(database);

    public async Task Open(IEnumerable<ConsentWording> published)
    {
        await database.Upgrade(default);
        await new ConsentStore(database).KeepWordings(published, default);
    }

    public async Task<OutboxItem?> Claim(MailLane lane, DateTimeOffset now, DateTimeOffset leaseUntil) =>
        (await Outbox.Claim(lane, most: 1, now, leaseUntil, default)).SingleOrDefault();

    /// <summary>The next due mail of either lane, those about requests first.</summary>
    public async Task<OutboxItem?> Claim(DateTimeOffset now, DateTimeOffset leaseUntil) =>
        await Claim(MailLane.Requests, now, leaseUntil) ?? await Claim(MailLane.Others, now, leaseUntil);

    public async Task<OutboxItem> Claim() => (await Claim(Tests.Consultations.Requests.Noon, Tests.Consultations.Requests.Noon + Tests.Consultations.Requests.Lease))!;
}
