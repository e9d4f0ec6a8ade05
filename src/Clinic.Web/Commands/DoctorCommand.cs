using System.CommandLine;
using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Settings;

namespace Clinic.Web.Commands;

/// <summary>
/// Looks at all that a request needs on its way to the clinic, also when settings are wrong or the store is away.
/// </summary>
static class DoctorCommand
{
    public static Command For(CommandContext context)
    {
        var testMail = new Option<bool>("--send-test-mail")
        {
            Description = "also send the clinic one mail that says it is a test",
        };
        var forget = new Option<bool>("--forget-lost-keys")
        {
            Description = "keys that are lost for good are no longer looked for; nobody can read what they sealed",
        };
        var json = new Option<bool>("--json") { Description = "for programs" };
        var doctor = new Command("doctor", "Settings, certificate, mail server, store, disk, clock, keys, audit "
            + "trail, queue and content: each ok, warning or failing, with what to do. Exit codes: 0 nothing is failing, 1 something is.")
        {
            testMail,
            forget,
            json,
        };
        doctor.SetAction(async (call, cancel) =>
        {
            var findings = await Look(context, call.GetValue(testMail), call.GetValue(forget), cancel);
            var state = findings.Max(finding => finding.State);
            var output = call.InvocationConfiguration.Output;
            if (call.GetValue(json))
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(new { state, checks = findings }, HealthAnswers.Json));
            else foreach (var finding in findings) await output.WriteLineAsync(finding.ToString());
            return state == Condition.Failing ? 1 : 0;
        });
        return doctor;
    }

    static async Task<IReadOnlyList<Finding>> Look(CommandContext context, bool sendTestMail, bool forgetLostKeys,
        CancellationToken cancel)
    {
        // Each room's settings apart: what is wrong with one hides nothing of the others.
        var now = context.Clock.GetUtcNow();
        var store = Try(() => StoreSettings.Read(context.Configuration, context.Environment.ContentRootPath));
        var mail = Try(() =>
            MailSettings.Read(context.Configuration, context.Environment.IsDevelopment(), store?.Folder ?? "", now));
        var alarm = Try(() => AlarmSettings.Read(context.Configuration));
        var findings = new List<Finding> { SettingsCheckup.Look(context) };
        if (mail is not null) findings.AddRange(await MailCheckup.Look(mail, now, sendTestMail, cancel));
        if (alarm is not null) findings.Add(SettingsCheckup.Alarm(alarm, context.Environment.IsDevelopment()));
        if (store is { Provider: StoreProvider.Sqlite }) findings.Add(MachineCheckup.Disk(store.Folder));
        findings.Add(MachineCheckup.Clock(now));
        var services = await StoreCheckup.Open(context);
        findings.AddRange(await new StoreCheckup(alarm?.After ?? new AlarmSettings().After, now, forgetLostKeys)
            .Look(services, cancel));
        findings.AddRange(ContentCheckup.Look(context, services.Opened));
        return findings;
    }

    static T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidSettingsException)
        {
            return null;
        }
    }
}
