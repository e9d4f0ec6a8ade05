namespace Clinic.Web.Tests.Site;

/// <summary>The running program takes its turns on the processor as a batch.</summary>
public sealed class BatchSchedulingTests(WireSite site) : IClassFixture<WireSite>
{
    const int Batch = 3;

    [Fact]
    public void What_reads_and_what_answers_does_not_push_the_other_aside()
    {
        var policies = Directory.EnumerateDirectories($"/proc/{site.Process.Id}/task").Select(Policy).ToLookup(thread => thread.Name, thread => thread.Policy);

        Assert.All(policies[".NET Sockets"], policy => Assert.Equal(Batch, policy));
        Assert.All(policies[".NET TP Worker"], policy => Assert.Equal(Batch, policy));
        Assert.NotEmpty(policies[".NET Sockets"]);
        Assert.NotEmpty(policies[".NET TP Worker"]);
    }

    // The name stands in brackets and may hold spaces; the policy is the 41st field of proc(5).
    static (string Name, int Policy) Policy(string thread)
    {
        var stat = File.ReadAllText(Path.Combine(thread, "stat"));
        var (begins, ends) = (stat.IndexOf('(', StringComparison.Ordinal) + 1, stat.LastIndexOf(')'));
        return (stat[begins..ends], int.Parse(stat[(ends + 2)..].Split(' ')[38], System.Globalization.CultureInfo.InvariantCulture));
    }
}
