using System.CommandLine;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Files;

namespace Clinic.Web.Commands;

/// <summary>
/// requests export: all requests into one file of the reader's own, which has its name only when it is whole.
/// </summary>
static class ExportCommand
{
    const int TellEvery = 100;

    public static Command For(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "the new file; one that is there is not written over" };
        var format = new Option<string>("--format") { Description = "csv or json", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var key = RequestOpener.Key();
        var export = new Command("export", "Every request, oldest first, into a UTF-8 file that only its owner may "
            + "read. The audit trail names the reader.")
        {
            file,
            format,
            key,
        };
        export.SetAction(async (call, cancel) =>
        {
            var services = await context.Open();
            var to = call.InvocationConfiguration;
            if (call.GetValue(key) is null && services.GetRequiredService<MailSettings>().Certificate is not null)
                return await CommandResult.Say(to, 2,
                    "Requests are sealed for the clinic: give the private key with --key, as the certificate's PFX file or as the recovery file (PEM).");
            if (!RequestOpener.TryMake(services, call.GetValue(key), out var opener))
                return await CommandResult.Say(to, 2, RequestOpener.BadKey);
            using (opener) return await Run(services, opener, Path.GetFullPath(call.GetValue(file)!),
                call.GetValue(format) == "json", to, cancel);
        });
        return export;
    }

    static async Task<int> Run(IServiceProvider services, RequestOpener opener, string file, bool asJson,
        InvocationConfiguration to, CancellationToken cancel)
    {
        if (Path.Exists(file)) return await CommandResult.Say(to, 2, $"\"{file}\" is there already: name a new file.");
        var unfinished = file + ".unfinished";
        var requests = services.GetRequiredService<RequestReader>();
        var table = services.GetRequiredService<FieldTable>();
        try
        {
            var (all, shut) = (0, 0);
            await using (var text = new StreamWriter(unfinished, ExportLines.Encoding(asJson), PrivateFiles.New()))
            {
                await text.WriteAsync(ExportLines.Head(asJson, table));
                await foreach (var stored in requests.Export(Environment.UserName,
                    services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel))
                {
                    var request = stored.Payload is { } payload ? opener.Open(payload) : null;
                    if (request is null && stored.Payload is not null) shut++;
                    await text.WriteAsync(asJson
                        ? ExportLines.Json(stored, request, isFirst: all == 0)
                        : ExportLines.Csv(stored, request, table));
                    if (++all % TellEvery == 0) await to.Error.WriteLineAsync($"{all} requests written …");
                }
                await text.WriteAsync(ExportLines.Foot(asJson));
            }
            File.Move(unfinished, file);
            return shut == 0
                ? await CommandResult.Say(to, 0, $"{Counted(all)} in \"{file}\". It holds what people told in "
                    + $"confidence: erase it when it has served.")
                : await CommandResult.Say(to, 1, $"{Counted(all)} in \"{file}\", {shut} of them without their "
                    + $"words: the key does not open them.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await CommandResult.Say(
                to, 2, $"\"{file}\" cannot be written: choose a folder that you may write and that has room.");
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }

    static string Counted(long all) => all == 1 ? "1 request is" : $"{all} requests are";
}
