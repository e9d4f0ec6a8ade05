using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Readers;

public static class ReadersRoom
{
    /// <summary>What a clinic without a reader and without a certificate should know.</summary>
    public const string NobodyElseReads =
        "Requests are sealed with the server's own keys alone, so whoever copies this server can read them: "
        + "sign in at /staff and become the first reader, or set Mail:Certificate";

    /// <summary>What stops a start in which mails would show what readers alone should read.</summary>
    public const string NoWayDown =
        "The setting Mail:Mode is Full, but requests here were sealed for readers or a certificate, and mails that show "
        + "the answers would undo that: choose Notice, or Sealed with Mail:Certificate.";

    public static IServiceCollection AddReaders(this IServiceCollection services, bool isCommand) => services
        .AddSingleton<ReaderStore>()
        .AddSingleton(all => new ReaderMarkFile(
            all.GetRequiredService<StoreSettings>(), all.GetRequiredService<IDataProtectionProvider>(),
            isWritten: !isCommand))
        .AddSingleton<CurrentReaders>()
        .AddSingleton<CurrentSeal>()
        .AddSingleton<ReaderListChange>()
        .AddSingleton<KeptEnvelopes>()
        .AddSingleton<ReaderKeys>()
        .AddSingleton<ReceivedHashes>()
        .AddHostedService<ReaderSweep>();

    /// <summary>
    /// Remembers a certificate before anything is sealed for it, and stops a start that would take readers' protection
    /// away.
    /// </summary>
    /// <exception cref="InvalidSettingsException"/>
    public static async Task BeginWithReaders(this IServiceProvider services, CancellationToken cancel)
    {
        var (settings, readers) =
            (services.GetRequiredService<SealingSettings>(), services.GetRequiredService<CurrentReaders>());
        var log = services.GetRequiredService<ILogger<CurrentReaders>>();
        var now = await readers.Look(cancel);
        var hadAny = now.Mark is null || now.Mark.HadAny;
        if (hadAny && settings.IsMailInTheClear) throw new InvalidSettingsException([NoWayDown]);
        if (settings.Certificate is not null) await readers.RememberCertificate(cancel);
        else if (!hadAny && settings.IsProduction) log.LogWarning(NobodyElseReads);
        if (services.GetRequiredService<ReaderMarkFile>().Path is null && now.Mark is { HadReaders: true })
            log.LogWarning("Store:Folder is not there, so an older list of readers is noticed only while this program runs: make the folder");
    }
}
