using System.Globalization;
using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>How the threads of the running program take turns on the processor, as Linux tells it.</summary>
public sealed class CpuSchedulingTests(WireSite site) : IClassFixture<WireSite>
{
    const int LikeEverybody = 0;
    const int Batch = 3;

    [Fact]
    public void What_answers_is_not_stopped_by_what_reads() => Assert.Contains(Threads(), thread => thread.Policy == Batch);

    [Fact]
    public async Task No_thread_is_left_behind_when_the_machine_is_busy()
    {
        using var browser = new HttpClient { BaseAddress = site.Process.Address };
        browser.DefaultRequestHeaders.Host = "localhost";
        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(FormBrowser.Address, nothing)).StatusCode);

        Assert.Contains(Threads(), thread => thread.Name == "Store");
        Assert.All(Threads(), thread => Assert.True(thread.Policy is LikeEverybody or Batch, $"{thread.Name} has policy {thread.Policy}"));
    }

    // The name stands in brackets and may hold spaces; the policy is the 41st field of proc(5).
    IEnumerable<(string Name, int Policy)> Threads()
    {
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{site.Process.Id}/task"))
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var (begins, ends) = (stat.IndexOf('(', StringComparison.Ordinal) + 1, stat.LastIndexOf(')'));
            yield return (stat[begins..ends], int.Parse(stat[(ends + 2)..].Split(' ')[38], CultureInfo.InvariantCulture));
        }
    }
}
