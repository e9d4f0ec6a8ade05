using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Clinic.Web.Consultations;

public static class ConsultationsRoom
{
    /// <param name="makesKeys">False for a command, which must not put new keys in the place of those that are
    /// lost.</param>
    public static IServiceCollection AddConsultations(
        this IServiceCollection services, StoreSettings settings, ConsentWordings wordings, LimitSettings limits,
            SealingSettings sealing, bool makesKeys = true)
    {
        services.AddDatabase(settings, makesKeys);
        services.AddStores();
        services.AddSingleton(settings);
        services.AddSingleton(all => ActivatorUtilities.CreateInstance<StoreOpening>(all, wordings));
        services.AddSingleton(all => all.GetRequiredService<StoreOpening>().Wordings.GetAwaiter().GetResult());
        services.AddSingleton(limits);
        services.AddSingleton<PostLimits>();
        services.AddSingleton<KeepingBudget>();
        services.AddSingleton(FieldTable.Ours);
        services.AddSingleton<AnswerText>();
        services.AddSingleton<SubmissionTickets>();
        services.AddSingleton<ConsultationFormValidator>();
        services.AddSingleton<ReceiptSeal>();
        services.AddSingleton<NoteSeal>();
        services.AddSingleton<StaffLetterSeal>();
        services.AddSingleton<ReceiptAllowance>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<KeySentinels>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<Desk>();
        services.AddHostedService<Retention>();
        services.AddHostedService<EarlierPromises>();
        services.AddSingleton(sealing);
        services.AddSingleton<KeyRingSeal>();
        return services.AddReaders(isCommand: !makesKeys);
    }

    /// <summary>
    /// Opens the store. Keys that lie in the database are read now or the program ends: read later, while the database
    /// is away, they would make every open form a stranger's.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing can be kept.</exception>
    public static async Task OpenConsultations(this IServiceProvider services, bool needsKeys)
    {
        await services.GetRequiredService<StoreOpening>().Wordings;
        if (!needsKeys) return;
        await services.GetRequiredService<ClockWatch>().Look(CancellationToken.None);
        var areKeysUsable = services.GetRequiredService<Readiness>().AreKeysUsable;
        // The first makes the key, and the others read it: else each has its own, and must ask again for the others' at
        // the first form from there.
        if (services.GetRequiredService<StoreSettings>().Provider == StoreProvider.Postgres
            && !await services.GetRequiredService<Database>().OneStartAtATime(areKeysUsable, CancellationToken.None))
            throw new StoreUnavailableException(
                "The keys in the database could not be read; start the program again when the database answers.");
        // Before anything is sealed with a key, its loss would be noticed.
        if (areKeysUsable()) await services.GetRequiredService<KeySentinels>().Look(CancellationToken.None);
        await services.BeginWithReaders(CancellationToken.None);
    }

    /// <summary>Each takes the database and has the statements of one meaning.</summary>
    static void AddStores(this IServiceCollection services)
    {
        services.AddSingleton<RequestStore>();
        services.AddSingleton<CorrectionStore>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<SuspectedRequests>();
        services.AddSingleton<PromiseStore>();
        services.AddSingleton<AnsweringStore>();
        services.AddSingleton<LateRequests>();
        services.AddSingleton<DeskStore>();
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Leases>();
        services.AddSingleton<ClinicNotices>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<KeptContentStore>();
        services.AddSingleton<KeySentinelStore>();
        services.AddSingleton<ClockStore>();
        services.AddSingleton<WriteProbe>();
    }

    static void AddDatabase(this IServiceCollection services, StoreSettings settings, bool makesKeys)
    {
        // A fixed name: a moved folder or a second instance must go on accepting open forms.
        var keys = services.AddDataProtection().SetApplicationName("Clinic.Web");
        if (!makesKeys) keys.DisableAutomaticKeyGeneration();
        if (settings.KeyCertificates is [var newest, ..])
            keys.ProtectKeysWithCertificate(newest).UnprotectKeysWithAnyCertificate([.. settings.KeyCertificates]);
        if (settings.Provider == StoreProvider.Postgres)
        {
            services.AddSingleton<Database, PostgresDatabase>();
            services.AddSingleton<PostgresKeys>();
            services.AddOptions<KeyManagementOptions>()
                .Configure<PostgresKeys>((options, repository) => options.XmlRepository = repository);
        }
        else
        {
            services.AddSingleton<Database, SqliteDatabase>();
            keys.PersistKeysDurably(settings.KeyFolder);
            if (settings.KeyCertificates is [var certificate, ..]) KeyFiles.Encrypt(settings.KeyFolder, certificate);
        }
    }
}
