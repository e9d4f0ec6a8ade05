using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Commands;

/// <summary>The operator's commands. Each works on the store of the settings, beside a running site. Exit codes: 0 done, 1 not found, 2 wrong call or settings.</summary>
public static class CommandLine
{
    static readonly string[] Verbs = ["requests"];

    public static bool IsCommand(string[] args) => args.Length > 0 && (Verbs.Contains(args[0]) || args[0] is "--help" or "-h");

    public static Task<int> Run(string[] args, IServiceProvider services)
    {
        var root = new RootCommand("The clinic's website. Without a command it serves the site.") { Requests(services) };
        return root.Parse(args).InvokeAsync();
    }

    static Command Requests(IServiceProvider services)
    {
        var store = services.GetRequiredService<IRequestStore>();
        var reference = new Argument<string>("reference") { Description = "such as KC-7F3K9-2QXMT" };
        var key = new Option<string?>("--key") { Description = "the clinic's certificate with its private key (PFX), for requests that are sealed for it" };

        var list = new Command("list", "Every request by reference, newest first; no word of any.");
        list.SetAction(async (_, cancel) =>
        {
            foreach (var request in await store.List(cancel))
                await Console.Out.WriteLineAsync($"{request.Reference}  {request.Received.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}  {(request.Suspicion is { } why ? $"Suspected ({why})" : request.Mail)}{(request.IsErased ? ", erased" : "")}");
            return 0;
        });

        var show = new Command("show", "The words of one request.") { reference, key };
        show.SetAction(async (call, cancel) => await Show(services, store, call.GetValue(reference), call.GetValue(key), cancel));

        var resend = new Command("resend", "Mails a suspected, stalled or lost request once more.") { reference };
        resend.SetAction(async (call, cancel) =>
            Known(call.GetValue(reference)) is { } known && await store.Release(known, TimeProvider.System.GetUtcNow(), cancel)
                ? await Say(0, $"{known} is queued; the running site mails it within seconds.")
                : await Say(1, "There is no such request, or its words are erased."));

        return new Command("requests", "What people have sent.") { list, show, resend };
    }

    static async Task<int> Show(IServiceProvider services, IRequestStore store, string? typed, string? keyFile, CancellationToken cancel)
    {
        if (Known(typed) is not { } known || await store.PayloadOf(known, cancel) is not { } payload)
            return await Say(1, "There is no such request, or its words are erased.");
        if (services.GetRequiredService<ISeal>().Open(payload) is { } request) return await Say(0, AnswerText.Write(request));
        if (keyFile is null) return await Say(2, "This request is sealed for the clinic: give the private key with --key file.pfx.");
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(keyFile, Environment.GetEnvironmentVariable("CLINIC_KEY_PASSWORD"));
            return await Say(0, AnswerText.Write(CertificateSeal.Open(payload, certificate)));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return await Say(2, "That key does not open it: check the file, and its password in CLINIC_KEY_PASSWORD.");
        }
    }

    static RequestReference? Known(string? typed) => RequestReference.TryParse(typed, out var reference) ? reference : null;

    static async Task<int> Say(int code, string text)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
