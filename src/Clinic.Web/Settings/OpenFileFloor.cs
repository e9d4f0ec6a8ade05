using System.Globalization;

namespace Clinic.Web.Settings;

/// <summary>
/// How many files and connections one program may have open. With fewer than these it cannot even load its own parts
/// beside a handful of readers.
/// </summary>
public static class OpenFileFloor
{
    const int Least = 1024;

    /// <summary>Null where it is not limited, or not said.</summary>
    public static int? Allowed()
    {
        const string Limits = "/proc/self/limits";
        const string Name = "Max open files";
        if (!OperatingSystem.IsLinux() || !File.Exists(Limits)) return null;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, CultureInfo.InvariantCulture, out var files) ? files : null;
    }

    /// <summary>Null when there are enough; otherwise what the operator must do.</summary>
    public static string? Refusal(int? allowed) => allowed >= Least || allowed is null ? null
        : $"This program may have {allowed} files and connections open at once and needs {Least} at least: raise its "
            + "limit, with \"LimitNOFILE=65536\" in the unit of systemd or \"ulimit -n 65536\" before it is started.";
}
