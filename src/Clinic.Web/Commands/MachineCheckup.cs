using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

static class MachineCheckup
{
    const long Megabyte = 1024 * 1024;
    const long Scarce = 1024 * Megabyte;
    const long TooLittle = 100 * Megabyte;

    // systemd-timesyncd makes this file when the clock has been set from the network.
    const string Synchronised = "/run/systemd/timesync/synchronized";

    public static Finding Disk(string folder)
    {
        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var says = $"{free / Megabyte} MB free where {folder} is";
            return free >= Scarce ? new("disk", Condition.Ok, says)
                : new("disk", free >= TooLittle
                    ? Condition.Warning : Condition.Failing, says,
                    "Make room: on a full disk no request can be kept, and people are told so.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("disk", Condition.Warning, $"the free space where {folder} is cannot be told",
                "Look at it with df.");
        }
    }

    public static Finding Clock(DateTimeOffset now)
    {
        var says = $"{now:yyyy-MM-dd HH:mm:ss} UTC";
        return File.Exists(Synchronised)
            ? new("clock", Condition.Ok, says + ", synchronised")
            : new("clock", Condition.Ok, says + "; whether it is synchronised is not known here: timedatectl tells");
    }
}
