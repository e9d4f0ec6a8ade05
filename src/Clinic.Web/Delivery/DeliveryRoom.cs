using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Delivery.Transports;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Delivery;

public static class DeliveryRoom
{
    /// <param name="scripts">Stands for the scripts of the clinic's side in the morning mail.</param>
    public static IServiceCollection AddDelivery(this IServiceCollection services, MailSettings settings,
        AlarmSettings alarm, Uri site, Uri desk, Func<IServiceProvider, string>? scripts = null)
    {
        Letterhead LetterheadNow(IServiceProvider provider) =>
            Letterhead.Of(provider.GetRequiredService<CurrentClinic>().Profile, site) with { Desk = desk };

        services.AddSingleton(settings);
        services.AddSingleton(alarm);
        services.AddSingleton(provider =>
            new DailyList(provider.GetRequiredService<IDataProtectionProvider>(), () => LetterheadNow(provider)));
        services.AddSingleton(provider => new Mails(
            settings, provider.GetRequiredService<KeyRingSeal>(), provider.GetRequiredService<ReceiptSeal>(),
            provider.GetRequiredService<StaffLetterSeal>(),
            provider.GetRequiredService<AnswerText>(), provider.GetRequiredService<DailyList>(), () =>
                LetterheadNow(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DailyMails(
            provider.GetRequiredService<SuspectedRequests>(), provider.GetRequiredService<ClinicNotices>(),
            provider.GetRequiredService<LateRequests>(),
            provider.GetRequiredService<ReadersHealth>(), provider.GetRequiredService<DailyList>(), settings,
            () => LetterheadNow(provider), provider.GetRequiredService<ContentNews>().ReviewsDue,
            provider.GetRequiredService<ContentNews>(), () => scripts?.Invoke(provider) ?? "",
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(TransportFor(settings));
        services.AddSingleton<ServerTrouble>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<VerdictRecorder>();
        services.AddSingleton<WorkerPulse>();
        services.AddSingleton<ReadersHealth>();
        services.AddSingleton<DeliveryHealth>();
        services.AddHostedService<LeaseKeeping>();
        services.AddHostedService<DeliveryWorker>();
        return services.AddHostedService(provider => ActivatorUtilities.CreateInstance<AlarmWatch>(
            provider, Bells(settings, alarm, provider.GetRequiredService<TimeProvider>()), () =>
                LetterheadNow(provider)));
    }

    public static IMailTransport TransportFor(MailSettings settings) => settings.Transport switch
    {
        MailTransportKind.MailKit => new MailKitTransport(settings.Server),
        MailTransportKind.Pickup => new PickupTransport(settings.PickupFolder),
    };

    static List<AlarmBell> Bells(MailSettings settings, AlarmSettings alarm, TimeProvider clock)
    {
        var bells = new List<AlarmBell>();
        if (alarm.Webhook is { } address) bells.Add(new(new WebhookAlarm(address, alarm.WebhookSecret), clock));
        if (alarm.Mail is { } mail)
            bells.Add(new(new MailAlarm(new MailKitTransport(mail.Server), settings.From, mail.To), clock));
        return bells;
    }
}
