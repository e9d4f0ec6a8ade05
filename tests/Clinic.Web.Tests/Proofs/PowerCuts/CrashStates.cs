using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>Which of the states that a power cut could leave at one moment are looked at.</summary>
/// <param name="Subsets">Random choices among the changes that are not certain, beside none, all, and each first few in order.</param>
/// <param name="Every">Looks at one moment in so many; 1 for all.</param>
public sealed record CrashPlan(int Subsets, int Every = 1)
{
    public int Seed { get; init; } = Random.Shared.Next();
}

static class CrashStates
{
    public static IEnumerable<Dictionary<string, byte[]>> At(Disk disk, CrashPlan plan, Random random)
    {
        var all = Enumerable.Range(0, disk.Changes).ToHashSet();
        foreach (var names in new HashSet<int> { 0, disk.NameChanges, random.Next(disk.NameChanges + 1) })
        {
            for (var first = 0; first <= disk.Changes; first++) yield return disk.After(Enumerable.Range(0, first).ToHashSet(), names);
            if (disk.Changes == 0) continue;
            for (var i = 0; i < plan.Subsets; i++)
            {
                var some = all.Where(_ => random.Next(2) == 0).ToHashSet();
                yield return disk.After(some, names, torn: random.Next(2) == 0 ? random.Next(disk.Changes) : null);
            }
        }
    }

    public static string Hash(Dictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {content.Length}\n"));
            hash.AppendData(content);
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
