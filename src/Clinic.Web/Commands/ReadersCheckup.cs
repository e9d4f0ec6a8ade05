using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

/// <summary>Whom requests are sealed for, and whether those that are kept are the ones that came.</summary>
static class ReadersCheckup
{
    const string Name = "readers";

    public static async Task<Finding> List(IServiceProvider services, CancellationToken cancel)
    {
        var now = await services.GetRequiredService<CurrentReaders>().Look(cancel);
        var settings = services.GetRequiredService<SealingSettings>();
        if (settings.IsMailInTheClear && now.Mark is not { HadAny: false })
            return new(Name, Condition.Failing, ReadersRoom.NoWayDown, "The site does not start with this setting.");
        if (now.Fault is { } fault)
            return new(Name, Condition.Failing, $"nobody seals for the list of readers. {fault.Sentence()}",
                "Requests are sealed for the recovery key and the certificate meanwhile. Compare the list with the morning mails, restore the "
                + "last backup that has it, and ask an owner to sign it anew.");
        if (now.Good is { List: var lacking } && services.GetRequiredService<CurrentReaders>()
            .LacksCertificate(lacking))
            return new(Name, Condition.Warning, $"list {lacking.Number} does not name the certificate in Mail:Certificate, so requests are not sealed for it",
                "Ask an owner to sign the list anew at /staff/readers, or take the setting away.");
        if (now.Good is { List: var list })
            return new(Name, Condition.Ok, $"list {list.Number} with {list.Readers.Count} keys, {list.Hash}");
        if (settings.Certificate is not null)
            return new(Name, Condition.Ok, "none; what is kept is sealed for the certificate");
        if (!services.GetRequiredService<CurrentSeal>().IsAnybodyLeft(now))
            return new(Name, Condition.Failing, "nobody is left to seal requests for, so none can be kept",
                "Give the clinic's certificate in Mail:Certificate, or put the list of readers back.");
        return settings.IsProduction
            ? new(Name, Condition.Warning, ReadersRoom.NobodyElseReads, "Then the server's own keys seal no more.")
            : new(Name, Condition.Ok, "none; the server's own keys seal what is kept");
    }

    public static async Task<Finding> Kept(IServiceProvider services, CancellationToken cancel)
    {
        var (looked, strangers) = await services.GetRequiredService<ReceivedHashes>().Look(cancel);
        return strangers.Count == 0
            ? new("kept requests", Condition.Ok, $"each of {looked} sealed ones is as the audit trail says that it came")
            : new("kept requests", Condition.Failing, $"{string.Join(", ", strangers)}: not as the audit trail says that they came",
                "Somebody or something changed the database: keep a copy of it as it is, and do not believe what these say.");
    }
}
