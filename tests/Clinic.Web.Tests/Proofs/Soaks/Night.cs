using System.Globalization;

namespace Clinic.Web.Tests.Proofs.Soaks;

/// <summary>What the program holds once everybody has gone.</summary>
sealed record Night(TimeSpan At, long Resident, long OwnMemory, int Descriptors, int Threads)
{
    public static Night Of(int process, TimeSpan at)
    {
        var status = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
        long Bytes(string name) => long.Parse(status[name].Split("kB")[0], CultureInfo.InvariantCulture) << 10;
        return new(at, Bytes("VmRSS"), Bytes("RssAnon"), Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, int.Parse(status["Threads"], CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes an hour by which memory grew, by least squares.</summary>
    public static double Growth(IReadOnlyList<Night> nights)
    {
        var (hour, bytes) = (nights.Average(night => night.At.TotalHours), nights.Average(night => night.Resident));
        return nights.Sum(night => (night.At.TotalHours - hour) * (night.Resident - bytes)) / nights.Sum(night => Math.Pow(night.At.TotalHours - hour, 2));
    }
}
