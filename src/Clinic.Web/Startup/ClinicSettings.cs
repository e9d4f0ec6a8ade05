using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Publishing;
using Clinic.Web.Settings;
using Clinic.Web.Site;

namespace Clinic.Web.Startup;

/// <summary>Every room's settings, read before anything is built. All that is wrong is said at once.</summary>
sealed record ClinicSettings(SiteSettings Site, StoreSettings Store, MailSettings Mail, AlarmSettings Alarm,
    ConsentWordings Wordings, LimitSettings Limits, MetricsSettings Metrics)
{
    /// <summary>What the program brought into the content folder before it was read.</summary>
    public ContentUpdate Update { get; private init; } = ContentUpdate.Nothing;

    /// <param name="bringsContent">A site that is started brings the texts that it was shipped with; a command only
    /// looks.</param>
    public static ClinicSettings Read(IConfiguration configuration, IHostEnvironment environment,
        bool bringsContent = false)
    {
        var sentences = new List<string>();
        if (RuntimeFloor.Refusal(Environment.Version) is { } refusal) sentences.Add(refusal);
        if (OpenFileFloor.Refusal(OpenFileFloor.Allowed()) is { } tooFew) sentences.Add(tooFew);

        T? Try<T>(Func<T> read) where T : class
        {
            try
            {
                return read();
            }
            catch (InvalidSettingsException e)
            {
                sentences.Add(e.Message);
                return null;
            }
        }

        var site = Try(() => SiteSettings.Read(configuration, environment, needsContent: false));
        var store = Try(() => StoreSettings.Read(configuration, environment.ContentRootPath));
        var mail = Try(() =>
            MailSettings.Read(configuration, environment.IsDevelopment(), store?.Folder ?? "", DateTimeOffset.UtcNow));
        var alarm = Try(() => AlarmSettings.Read(configuration));
        var limits = Try(() => LimitSettings.Read(configuration));
        var metrics = Try(() => MetricsSettings.Read(configuration));

        if (site is { Serve: not Serve.Both } && store is { Provider: StoreProvider.Sqlite })
            sentences.Add($"The setting Site:Serve is \"{site.Serve}\": only programs that share a PostgreSQL database can part the work; set it to Both.");

        // A start that is refused brings nothing anywhere.
        var update = bringsContent && sentences.Count == 0 && !environment.IsDevelopment()
            ? ShippedContent.For(site!.ContentFolder).BringUpToDate(mayBegin: () => !KeptContentPeek.IsThere(store!))
                : ContentUpdate.Nothing;
        // What an earlier run found good can stand in for content that is broken or away.
        var mayStandIn = store is { WasOpenedBefore: true };
        if (site is not null && !mayStandIn) Try(() => Required(site));
        var consent = site is null ? "" : Path.Combine(site.ContentFolder, StoreOpening.ConsentFolder);
        var wordings = site is null ? null
            : Try(() => mayStandIn ? ConsentWordings.Read(consent) : ConsentWordings.Load(consent));
        return sentences.Count == 0 ? new(site!, store!, mail! with { StaffUrl = site!.StaffUrl }, alarm!, wordings!,
            limits!,
            metrics!)
        { Update = update } : throw new InvalidSettingsException(sentences);
    }

    static SiteSettings Required(SiteSettings site)
    {
        site.RequireContent();
        return site;
    }
}
