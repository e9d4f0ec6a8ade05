using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations;

public static class ConsultationsRoom
{
    /// <param name="sealFor">The clinic's certificate; without one the server's own keys seal.</param>
    public static IServiceCollection AddConsultations(this IServiceCollection services, StoreSettings settings, ConsentWordings wordings, X509Certificate2? sealFor)
    {
        // A fixed name: a moved folder or a second instance must go on accepting open forms.
        services.AddDataProtection().SetApplicationName("Clinic.Web").PersistKeysToFileSystem(new(settings.KeyFolder));
        services.AddSingleton(settings);
        services.AddSingleton(wordings);
        services.AddSingleton<TicketOffice>();
        services.AddSingleton<ConsultationFormValidator>();
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<IRequestStore, SqliteRequestStore>();
        services.AddSingleton<ReceiptSeal>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<RequestIntake>();
        services.AddHostedService<Retention>();
        return sealFor is null
            ? services.AddSingleton<ISeal, KeyRingSeal>()
            : services.AddSingleton<ISeal>(new CertificateSeal(sealFor));
    }
}
