using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

/// <summary>requests list, show, resend, erase; export has its own file.</summary>
static class RequestCommands
{
    const string Unknown = "There is no such request, or its words are erased.";

    public static Command For(CommandContext context)
    {
        var reference = new Argument<string>("reference") { Description = "such as KC-7F3K9-2QXMT" };
        var key = RequestOpener.Key();
        var json = new Option<bool>("--json") { Description = "for programs" };
        var yes = new Option<bool>("--yes")
        {
            Description = "erase without asking back; what is erased cannot be had again",
        };

        var list = new Command("list", "Every request by reference, newest first; no word of any.") { json };
        list.SetAction(async (call, cancel) =>
            await List(await context.Open(), call.GetValue(json), call.InvocationConfiguration.Output, cancel));

        var show = new Command("show", "The words of one request; the audit trail names the reader.")
        {
            reference,
            key,
            json,
        };
        show.SetAction(async (call, cancel) => await Show(await context.Open(), call.GetValue(reference),
            call.GetValue(key), call.GetValue(json), call.InvocationConfiguration, cancel));

        var resend = new Command("resend", "Mails a suspected, stalled or lost request once more.") { reference };
        resend.SetAction(async (call, cancel) =>
            await Resend(await context.Open(), call.GetValue(reference), call.InvocationConfiguration, cancel));

        var erase = new Command("erase", "Erases the words of one request and stops its mail; the record of consent stays.")
        {
            reference,
            yes,
        };
        erase.SetAction(async (call, cancel) => await Erase(await context.Open(), call.GetValue(reference),
            call.GetValue(yes), call.InvocationConfiguration, cancel));

        return new Command("requests", "What people have sent. Exit codes: 0 done, 1 not found or not all could be "
            + "read, 2 wrong call, key or settings.")
        {
            list,
            show,
            resend,
            erase,
            ExportCommand.For(context),
        };
    }

    static async Task<int> List(IServiceProvider services, bool asJson, TextWriter output, CancellationToken cancel)
    {
        var requests = await services.GetRequiredService<RequestReader>().List(cancel);
        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(requests, HealthAnswers.Json));
            return 0;
        }
        foreach (var request in requests)
        {
            var received = request.Received.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            var state = request.Suspicion is { } why ? $"Suspected ({why})" : request.Mail;
            await output.WriteLineAsync($"{request.Reference}  {received}  {state}{(request.IsErased ? ", erased" : "")}");
        }
        return 0;
    }

    static async Task<int> Show(IServiceProvider services, string? typed, string? keyFile, bool asJson,
        InvocationConfiguration to, CancellationToken cancel)
    {
        if (!RequestOpener.TryMake(services, keyFile, out var opener)) return await Say(to, 2, RequestOpener.BadKey);
        using (opener)
        {
            if (Known(typed) is not { } known
                || await services.GetRequiredService<RequestReader>()
                .Read(known, Environment.UserName, services.GetRequiredService<TimeProvider>().GetUtcNow(),
                cancel) is not { } payload)
                return await Say(to, 1, Unknown);
            if (opener.Open(payload) is { } request)
                return await Say(to, 0, asJson
                    ? RequestOpener.Json(request) : services.GetRequiredService<AnswerText>().Write(request));
            return await Say(to, 2, payload.Format != KeyRingSeal.Format
                ? keyFile is null ? RequestOpener.NeedsKey : RequestOpener.BadKey
                : "The server's keys do not open this request: restore the key folder that was there when it came.");
        }
    }

    static async Task<int> Resend(IServiceProvider services, string? typed, InvocationConfiguration to,
        CancellationToken cancel) =>
        Known(typed) is { } known && await services.GetRequiredService<Outbox>()
            .Resend(known, Environment.UserName, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel)
            ? await Say(to, 0, $"{known} is queued; the running site mails it within seconds.")
            : await Say(to, 1, Unknown);

    static async Task<int> Erase(IServiceProvider services, string? typed, bool isSure, InvocationConfiguration to,
        CancellationToken cancel)
    {
        if (Known(typed) is not { } known) return await Say(to, 1, Unknown);
        if (!isSure)
            return await Say(to, 2, $"Nothing is erased yet. What {known} says cannot be had again afterwards: give --yes to erase it.");
        return await services.GetRequiredService<RequestStore>()
            .Erase(known, Environment.UserName, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel)
            ? await Say(to, 0, $"The words of {known} are erased. Backups made before still hold them.")
            : await Say(to, 1, Unknown);
    }

    static RequestReference? Known(string? typed) =>
        RequestReference.TryParse(typed, out var reference) ? reference : null;

    static Task<int> Say(InvocationConfiguration to, int code, string text) => CommandResult.Say(to, code, text);
}
