using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Settings;
using Clinic.Web.Startup;

namespace Clinic.Web.Commands;

static class SettingsCheckup
{
    public static Finding Look(CommandContext context)
    {
        try
        {
            var settings = ClinicSettings.Read(context.Configuration, context.Environment);
            return new("settings", Condition.Ok, $"mail by {settings.Mail}; store {settings.Store}; alarm {settings.Alarm}");
        }
        catch (InvalidSettingsException e)
        {
            return new("settings", Condition.Failing, e.Message.ReplaceLineEndings(" "),
                "Mend the settings named; the site does not start with them.");
        }
    }

    public static Finding Alarm(AlarmSettings alarm, bool isDevelopment) =>
        alarm is { Webhook: null, Mail: null } && !isDevelopment
        ? new("alarm", Condition.Warning, "nobody is told when requests do not reach the clinic",
            "Set Alarm:Webhook or Alarm:MailHost.")
        : new("alarm", Condition.Ok, alarm.ToString());
}
