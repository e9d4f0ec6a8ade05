using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Commands;

/// <summary>requests list, show, resend.</summary>
static class RequestCommands
{
    const string Unknown = "There is no such request, or its words are erased.";

    public static Command For(Workbench bench)
    {
        var reference = new Argument<string>("reference") { Description = "such as KC-7F3K9-2QXMT" };
        var key = new Option<string?>("--key") { Description = "the clinic's certificate with its private key (PFX), for requests that are sealed for it" };

        var list = new Command("list", "Every request by reference, newest first; no word of any.");
        list.SetAction(async (_, cancel) => await List(await bench.Open(), cancel));

        var show = new Command("show", "The words of one request.") { reference, key };
        show.SetAction(async (call, cancel) => await Show(await bench.Open(), call.GetValue(reference), call.GetValue(key), cancel));

        var resend = new Command("resend", "Mails a suspected, stalled or lost request once more.") { reference };
        resend.SetAction(async (call, cancel) => await Resend(await bench.Open(), call.GetValue(reference), cancel));

        return new Command("requests", "What people have sent.") { list, show, resend };
    }

    static async Task<int> List(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var request in await services.GetRequiredService<IRequestStore>().List(cancel))
            await Console.Out.WriteLineAsync($"{request.Reference}  {request.Received.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}  {(request.Suspicion is { } why ? $"Suspected ({why})" : request.Mail)}{(request.IsErased ? ", erased" : "")}");
        return 0;
    }

    static async Task<int> Show(IServiceProvider services, string? typed, string? keyFile, CancellationToken cancel)
    {
        if (Known(typed) is not { } known || await services.GetRequiredService<IRequestStore>().Read(known, Environment.UserName, TimeProvider.System.GetUtcNow(), cancel) is not { } payload) return await Answer.Say(1, Unknown);
        if (services.GetRequiredService<ISeal>().Open(payload) is { } request) return await Answer.Say(0, AnswerText.Write(request));
        if (keyFile is null) return await Answer.Say(2, "This request is sealed for the clinic: give the private key with --key file.pfx.");
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(keyFile, Environment.GetEnvironmentVariable("CLINIC_KEY_PASSWORD"));
            return await Answer.Say(0, AnswerText.Write(CertificateSeal.Open(payload, certificate)));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return await Answer.Say(2, "That key does not open it: check the file, and its password in CLINIC_KEY_PASSWORD.");
        }
    }

    static async Task<int> Resend(IServiceProvider services, string? typed, CancellationToken cancel) =>
        Known(typed) is { } known && await services.GetRequiredService<IRequestStore>().Release(known, Environment.UserName, TimeProvider.System.GetUtcNow(), cancel)
            ? await Answer.Say(0, $"{known} is queued; the running site mails it within seconds.")
            : await Answer.Say(1, Unknown);

    static RequestReference? Known(string? typed) => RequestReference.TryParse(typed, out var reference) ? reference : null;
}
