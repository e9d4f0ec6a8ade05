using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Settings;

namespace Clinic.Web.Commands;

/// <summary>What is kept, and whether it can be kept, read and mailed.</summary>
sealed class StoreCheckup(TimeSpan alarmAfter, DateTimeOffset now, bool forgetLostKeys)
{
    /// <summary>The site's parts, or why they cannot be had.</summary>
    public static async Task<(IServiceProvider? Opened, Finding? Fault)> Open(CommandContext context)
    {
        try
        {
            return (await context.Open(), null);
        }
        catch (InvalidSettingsException)
        {
            return (null, new("store", Condition.Failing, "cannot be opened while settings are wrong",
                "Mend the settings, then ask again."));
        }
        catch (InvalidContentException)
        {
            return (null, new("store", Condition.Failing, "is not opened while the content cannot be read",
                "Ask \"check\" what is wrong with the content."));
        }
        catch (StoreUnavailableException e)
        {
            return (null, Away(e));
        }
    }

    public async Task<IReadOnlyList<Finding>> Look((IServiceProvider? Opened, Finding? Fault) site,
        CancellationToken cancel)
    {
        if (site.Opened is not { } services) return [site.Fault!];
        try
        {
            var readiness = services.GetRequiredService<Readiness>();
            var provider = services.GetRequiredService<StoreSettings>().Provider;
            return
            [
                await Writing(readiness, provider, cancel),
                    await Keys(readiness, services.GetRequiredService<KeySentinels>(), provider, cancel),
                await PasskeysCheckup.Look(services, cancel),
                await ReadersCheckup.List(services, cancel),
                await ReadersCheckup.Kept(services, cancel),
                await Audit(services.GetRequiredService<AuditTrail>(), cancel),
                    await Queue(services.GetRequiredService<Outbox>(), cancel),
                await SteadyTime(services.GetRequiredService<ClockStore>(), cancel),
            ];
        }
        catch (StoreUnavailableException e)
        {
            return [Away(e)];
        }
    }

    static Finding Away(StoreUnavailableException e) => new("store", Condition.Failing, e.Message,
        "See that the disk has room and the file or database server can be reached; when it is damaged, restore the "
            + "last backup (see deploy/README.md).");

    static async Task<Finding> Writing(Readiness readiness, StoreProvider provider, CancellationToken cancel) =>
        await readiness.IsStoreWritable(cancel)
        ? new("store", Condition.Ok, "is whole and takes writes")
        : new("store", Condition.Failing, "takes no writes of a request's size: no request can be kept",
            provider == StoreProvider.Sqlite
            ? "See that the disk has room and that the site's user owns Store:Folder."
            : "See that the database server has room and that the site's user may write there.");

    async Task<Finding> Keys(Readiness readiness, KeySentinels sentinels, StoreProvider provider,
        CancellationToken cancel)
    {
        const string Name = "key ring";
        var (keys, lost) = await sentinels.Look(cancel);
        if (lost.Count > 0 && forgetLostKeys)
        {
            await sentinels.Forget(lost, Environment.UserName, cancel);
            (keys, lost) = await sentinels.Look(cancel);
        }
        if (lost.Count > 0)
            return new(Name, Condition.Failing, $"{lost.Count} of the keys that sealed what is kept are missing or do "
                + $"not open any more: {string.Join(", ", lost)}", ToGetBack(provider));
        if (keys == 0) return new(Name, Condition.Ok, "empty; the site makes the first key when it starts");
        return readiness.AreKeysUsable()
            ? new(Name, Condition.Ok, $"closes and opens; each of its {keys} keys opens what it sealed")
            : new(Name, Condition.Failing, "cannot be used: forms cannot be sent and kept answers not be read",
                ToGetBack(provider));
    }

    static string ToGetBack(StoreProvider provider) =>
        (provider == StoreProvider.Sqlite
            ? "Put the folder \"keys\" of Store:Folder back from the last backup that has it, see that the site's "
                + "user may read it, check Store:KeyCertificate, and start the site again."
            : "Check Store:KeyCertificate, which must name every certificate that the keys were encrypted for; "
                + "restore the table protection_key from the backup.")
        + " Keys that are lost for good: doctor --forget-lost-keys.";

    static async Task<Finding> Audit(AuditTrail trail, CancellationToken cancel)
    {
        var verdict = await trail.Verify(cancel);
        return verdict.IsWhole
            ? new("audit trail", Condition.Ok, $"{verdict.Head.Entries} entries, unbroken; the last is "
                + $"{(verdict.Head.Hash is { Length: > 16 } hash ? hash[..16] : verdict.Head.Hash)}")
            : new("audit trail", Condition.Failing, verdict.Fault!,
                "Somebody or something changed the database: keep a copy of it as it is, and compare with the "
                + "heartbeat mails and the last backup.");
    }

    async Task<Finding> Queue(Outbox outbox, CancellationToken cancel)
    {
        var queue = await outbox.State(cancel);
        var age = queue.OldestWaiting is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero;
        var oldestSays = queue.OldestWaiting is null ? "" : $", the oldest for {(int)age.TotalMinutes} minutes";
        var says = $"{queue.Waiting} waiting{oldestSays}; {queue.Stalled} stalled";
        if (queue.Stalled > 0)
            return new("delivery", Condition.Failing, says,
                "See \"requests list\" for the stalled, mend what the log names, then \"requests resend <reference>\".");
        return age >= alarmAfter ? new("delivery", Condition.Failing, says,
            "See that the site runs and that the mail server takes mail (--send-test-mail); what waits goes by "
            + "itself then.") : new("delivery", Condition.Ok, says);
    }

    async Task<Finding> SteadyTime(ClockStore store, CancellationToken cancel)
    {
        const string Name = "steady time";
        const string ToDo = "See that the clock is right (timedatectl). Nothing is erased or given up until it has "
            + "gone steadily for a day; when it is right: confirm-clock --yes.";
        if (await store.Seen(cancel) is not { } seen)
            return new(Name, Condition.Ok, "the site has not looked at its clock yet");
        if (now < seen.Seen - ClockWatch.Tolerance)
            return new(Name, Condition.Warning, $"the clock is {Said(seen.Seen - now)} behind what the site has seen",
                ToDo);
        return now - seen.SteadySince < ClockWatch.UntilBelieved
            ? new(Name, Condition.Warning, $"the clock was set, or the site was away, {Said(now - seen.SteadySince)} ago", ToDo)
            : new(Name, Condition.Ok, "the clock has gone steadily for more than a day");
    }

    static string Said(TimeSpan time) => time < TimeSpan.FromHours(2)
        ? $"{(int)time.TotalMinutes} minutes" : time < TimeSpan.FromDays(2)
        ? $"{(int)time.TotalHours} hours" : $"{(int)time.TotalDays} days";
}
