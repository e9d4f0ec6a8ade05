using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

/// <summary>What is kept, and whether it can be kept, read and mailed.</summary>
static class StoreCheckup
{
    /// <summary>The site's parts, or why they cannot be had.</summary>
    public static async Task<(IServiceProvider? Opened, Finding? Fault)> Open(Workbench bench)
    {
        try
        {
            return (await bench.Open(), null);
        }
        catch (InvalidSettingsException)
        {
            return (null, new("store", Condition.Failing, "cannot be opened while settings are wrong", "Mend the settings, then ask again."));
        }
        catch (InvalidContentException)
        {
            return (null, new("store", Condition.Failing, "is not opened while the content cannot be read", "Ask \"check\" what is wrong with the content."));
        }
        catch (RequestNotKeptException e)
        {
            return (null, Away(e));
        }
    }

    public static async Task<IReadOnlyList<Finding>> Look((IServiceProvider? Opened, Finding? Fault) site, TimeSpan alarmAfter, DateTimeOffset now, CancellationToken cancel)
    {
        if (site.Opened is not { } services) return [site.Fault!];
        try
        {
            var store = services.GetRequiredService<IRequestStore>();
            var readiness = services.GetRequiredService<Readiness>();
            return [await Writing(readiness, cancel), Keys(readiness), await Audit(store, cancel), await Queue(store, alarmAfter, now, cancel)];
        }
        catch (RequestNotKeptException e)
        {
            return [Away(e)];
        }
    }

    static Finding Away(RequestNotKeptException e) => new("store", Condition.Failing, e.Message,
        "See that the disk has room and the file or database server can be reached; when it is damaged, restore the last backup (see deploy/README.md).");

    static async Task<Finding> Writing(Readiness readiness, CancellationToken cancel) => await readiness.IsStoreWritable(cancel)
        ? new("store", Condition.Ok, "is whole and takes writes")
        : new("store", Condition.Failing, "takes no writes: no request can be kept", "See that the disk has room and that the site's user owns Store:Folder.");

    static Finding Keys(Readiness readiness) => readiness.AreKeysUsable()
        ? new("key ring", Condition.Ok, "closes and opens")
        : new("key ring", Condition.Failing, "cannot be used: forms cannot be sent and kept answers not be read", "Restore the key folder from the backup; check Store:KeyCertificate.");

    static async Task<Finding> Audit(IRequestStore store, CancellationToken cancel)
    {
        var verdict = await store.VerifyAudit(cancel);
        return verdict.IsWhole
            ? new("audit trail", Condition.Ok, $"{verdict.Head.Entries} entries, unbroken; the last is {(verdict.Head.Hash is { Length: > 16 } hash ? hash[..16] : verdict.Head.Hash)}")
            : new("audit trail", Condition.Failing, verdict.Fault!, "Somebody or something changed the database: keep a copy of it as it is, and compare with the heartbeat mails and the last backup.");
    }

    static async Task<Finding> Queue(IRequestStore store, TimeSpan alarmAfter, DateTimeOffset now, CancellationToken cancel)
    {
        var queue = await store.State(cancel);
        var age = queue.OldestWaiting is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero;
        var says = $"{queue.Waiting} waiting{(queue.OldestWaiting is null ? "" : $", the oldest for {(int)age.TotalMinutes} minutes")}; {queue.Stalled} stalled";
        if (queue.Stalled > 0) return new("delivery", Condition.Failing, says, "See \"requests list\" for the stalled, mend what the log names, then \"requests resend <reference>\".");
        return age >= alarmAfter ? new("delivery", Condition.Failing, says, "See that the site runs and that the mail server takes mail (--send-test-mail); what waits goes by itself then.") : new("delivery", Condition.Ok, says);
    }
}
