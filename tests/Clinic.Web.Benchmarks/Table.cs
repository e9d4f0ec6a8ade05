using System.Globalization;
using System.Runtime.InteropServices;

namespace Clinic.Web.Benchmarks;

/// <summary>Everything that is measured, printed as markdown.</summary>
static class Table
{
    public static async Task Print(Pace pace)
    {
        Say($"Measured on {await Machine()}, {DateTime.UtcNow:yyyy-MM-dd}. Server on one core, load on the other, loopback, HTTP/1.1.\n");
        await Articles.Print(pace);
        await Forms.Print(pace);
        await Growth.Print(pace);
    }

    public static void Row(params object[] cells) => Say("| " + string.Join(" | ", cells.Select(Shown)) + " |");

    public static void Say(FormattableString line) => Say(line.ToString(CultureInfo.InvariantCulture));

    public static void Say(string line) => Console.WriteLine(line);

    static string Shown(object cell) => cell switch
    {
        TimeSpan time => time.TotalSeconds >= 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s") : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms"),
        double number => number.ToString(number >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    static async Task<string> Machine()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "an unnamed processor";
        var nginx = (await Tool.Run("dpkg-query", "--show", "--showformat=${Version}", "nginx")).Trim();
        return $"{Environment.ProcessorCount} cores of {processor}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, nginx {nginx}";
    }
}
