using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Site;

namespace Clinic.Web;

/// <summary>Every room's settings, read before anything is built. All that is wrong is said at once.</summary>
sealed record ClinicSettings(SiteSettings Site, StoreSettings Store, MailSettings Mail, AlarmSettings Alarm, ConsentWordings Wordings, LimitSettings Limits, MetricsSettings Metrics)
{
    public static ClinicSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var sentences = new List<string>();
        if (RuntimeFloor.Refusal(Environment.Version) is { } refusal) sentences.Add(refusal);

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

        var site = Try(() => SiteSettings.Read(configuration, environment));
        var store = Try(() => StoreSettings.Read(configuration, environment.ContentRootPath));
        var mail = Try(() => MailSettings.Read(configuration, environment.IsDevelopment(), store?.Folder ?? "", DateTimeOffset.UtcNow));
        var alarm = Try(() => AlarmSettings.Read(configuration));
        var wordings = site is null ? null : Try(() => ConsentWordings.Load(Path.Combine(site.ContentFolder, "consent")));
        var limits = Try(() => LimitSettings.Read(configuration));
        var metrics = Try(() => MetricsSettings.Read(configuration));
        return sentences.Count == 0 ? new(site!, store!, mail!, alarm!, wordings!, limits!, metrics!) : throw new InvalidSettingsException(sentences);
    }
}
