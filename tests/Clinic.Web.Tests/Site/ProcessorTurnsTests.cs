using System.Globalization;
using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>How the threads of the running program take turns on the processor, as Linux tells it.</summary>
public sealed class ProcessorTurnsTests(WireSite site) : IClassFixture<WireSite>
{
    const int Batch = 3;
    const int Idle = 5;

    [Fact]
    public void What_reads_and_what_answers_does_not_push_the_other_aside()
    {
        var policies = Threads().ToLookup(thread => thread.Name, thread => thread.Policy);

        Assert.All(policies[".NET Sockets"], policy => Assert.Equal(Batch, policy));
        Assert.All(policies[".NET TP Worker"], policy => Assert.Equal(Batch, policy));
        Assert.NotEmpty(policies[".NET Sockets"]);
        Assert.NotEmpty(policies[".NET TP Worker"]);
    }

    [Fact]
    public async Task Forms_are_answered_and_kept_by_threads_that_give_way()
    {
        using var browser = new HttpClient { BaseAddress = site.Process.Address };
        browser.DefaultRequestHeaders.Host = "localhost";
        await browser.GetAsync(FormBrowser.Address);
        await AreAsleep("Forms");
        var (forms, before) = (Threads().Where(thread => thread.Name == "Forms").ToList(), TimesOf("Forms"));

        await browser.GetAsync(FormBrowser.Address);
        Assert.Equal(before, TimesOf("Forms"));
        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(FormBrowser.Address, nothing)).StatusCode);

        Assert.True(TimesOf("Forms") > before);
        Assert.NotEmpty(forms);
        Assert.All(forms, thread => Assert.Equal(Idle, thread.Policy));
        Assert.Contains(Threads(), thread => thread is { Name: "Store", Policy: Idle });
    }

    // The name stands in brackets and may hold spaces; the policy is the 41st field of proc(5).
    IEnumerable<(string Name, char State, int Policy, string Folder)> Threads()
    {
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{site.Process.Id}/task"))
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var (begins, ends) = (stat.IndexOf('(', StringComparison.Ordinal) + 1, stat.LastIndexOf(')'));
            yield return (stat[begins..ends], stat[ends + 2], int.Parse(stat[(ends + 2)..].Split(' ')[38], CultureInfo.InvariantCulture), folder);
        }
    }

    // On a busy machine one that gives way may not even have begun to wait; the system has no signal for that.
    async Task AreAsleep(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Threads().Any(thread => thread.Name == name && thread.State != 'S')) await Task.Delay(10, patience.Token);
    }

    /// <summary>How often threads of this name got a turn.</summary>
    long TimesOf(string name) => Threads().Where(thread => thread.Name == name)
        .Sum(thread => long.Parse(File.ReadAllText(Path.Combine(thread.Folder, "schedstat")).Split(' ')[2], CultureInfo.InvariantCulture));
}
