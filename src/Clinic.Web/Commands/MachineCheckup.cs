using System.ComponentModel;
using System.Diagnostics;
using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

static class MachineCheckup
{
    const long Megabyte = 1024 * 1024;
    const long Scarce = 1024 * Megabyte;
    const long TooLittle = 100 * Megabyte;

    public static Finding Disk(string folder)
    {
        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var says = $"{free / Megabyte} MB free where {folder} is";
            return free >= Scarce ? new("disk", Condition.Ok, says)
                : new("disk", free >= TooLittle ? Condition.Warning : Condition.Failing, says, "Make room: on a full disk no request can be kept, and people are told so.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("disk", Condition.Warning, $"the free space where {folder} is cannot be told", "Look at it with df.");
        }
    }

    public static async Task<Finding> Clock(CancellationToken cancel)
    {
        var says = $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC";
        return await IsSynchronised(cancel) switch
        {
            true => new("clock", Condition.Ok, says + ", synchronised"),
            false => new("clock", Condition.Warning, says + ", not synchronised", "Turn time synchronisation on (timedatectl set-ntp true): a wrong clock misdates consent and fails certificates."),
            null => new("clock", Condition.Ok, says + "; whether it is synchronised is not known here"),
        };
    }

    static async Task<bool?> IsSynchronised(CancellationToken cancel)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("timedatectl", ["show", "--property=NTPSynchronized", "--value"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            if (asked is null) return null;
            var answer = await asked.StandardOutput.ReadToEndAsync(cancel);
            await asked.WaitForExitAsync(cancel);
            return answer.Trim() switch { "yes" => true, "no" => false, _ => null };
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
