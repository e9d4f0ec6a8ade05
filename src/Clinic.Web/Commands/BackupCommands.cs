using System.CommandLine;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;

namespace Clinic.Web.Commands;

/// <summary>backup and restore, for the SQLite store; PostgreSQL has its own tools.</summary>
static class BackupCommands
{
    public static IEnumerable<Command> For(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "the backup's own folder" };
        var backup = new Command("backup", "Copies database and keys into a new folder while the site runs. Exit "
            + "codes: 0 done and checked, 1 done, but keys are missing, 2 there is no backup.") { folder };
        backup.SetAction((call, cancel) => Run(context, call, async (settings, to) =>
        {
            var requests = SqliteBackup.Make(settings, Path.GetFullPath(call.GetValue(folder)!));
            await (await context.Open()).GetRequiredService<AuditTrail>()
                .Add(new(context.Clock.GetUtcNow(), AuditEvent.Exported, null, Environment.UserName,
                $"backup of {requests} requests"), cancel);
            return await SayIfKeysAreLost(to, settings with { Folder = Path.GetFullPath(call.GetValue(folder)!) })
                ?? await CommandResult.Say(to, 0, $"{requests} requests and the keys are in "
                    + $"\"{call.GetValue(folder)}\". Who has it without Mail:Certificate or Store:KeyCertificate can "
                    + $"read them: keep it shut.");
        }));
        var restore = new Command("restore", "Puts a backup into a Store:Folder that has no database; the site must "
            + "be stopped. Exit codes: 0 done and checked, 1 done, but keys are missing, 2 nothing is restored.") { folder };
        restore.SetAction((call, _) => Run(context, call, async (settings, to) =>
        {
            var requests = SqliteBackup.Restore(settings, Path.GetFullPath(call.GetValue(folder)!));
            return await SayIfKeysAreLost(to, settings)
                ?? await CommandResult.Say(to, 0, $"{requests} requests and the keys are in {settings.Folder}. Ask "
                    + $"\"doctor\", then start the site.");
        }));
        return [backup, restore];
    }

    static async Task<int?> SayIfKeysAreLost(InvocationConfiguration to, StoreSettings copy) =>
        SqliteBackup.LostKeys(copy) is > 0 and var lost
        ? await CommandResult.Say(to, 1, $"{lost} of the keys that sealed what is kept are missing in "
            + $"{copy.KeyFolder}, or do not open any more: keep the last backup that has them, and ask \"doctor\".")
        : null;

    static async Task<int> Run(CommandContext context, ParseResult call, Func<StoreSettings, InvocationConfiguration,
        Task<int>> work)
    {
        var to = call.InvocationConfiguration;
        try
        {
            var settings = StoreSettings.Read(context.Configuration, context.Environment.ContentRootPath);
            return settings.Provider == StoreProvider.Sqlite
                ? await work(settings, to)
                : await CommandResult.Say(
                to, 2, "This store is PostgreSQL: use pg_dump and pg_restore (see deploy/README.md).");
        }
        catch (Exception e) when (e is BackupFailedException or StoreUnavailableException or InvalidSettingsException)
        {
            return await CommandResult.Say(to, 2, e.Message);
        }
    }
}
