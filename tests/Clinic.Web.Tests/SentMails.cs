using Clinic.Web.Consultations.Storing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests;

/// <summary>What the site sent to the clinic, read when the store says that nothing waits any more.</summary>
public static class SentMails
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Every mail in the pickup folder, as sent.</summary>
    public static async Task<IReadOnlyList<string>> Mails(this ClinicSite site)
    {
        var outbox = site.Services.GetRequiredService<Outbox>();
        await Eventually.Holds(async () => await outbox.State(CancellationToken.None) is { Waiting: 0, Stalled: 0 }, Patience, "the outbox is empty");
        return Directory.Exists(site.PickupFolder) ? [.. Directory.EnumerateFiles(site.PickupFolder, "*.eml").Select(File.ReadAllText)] : [];
    }

    public static string HeaderOf(string mail) => mail[..mail.ReplaceLineEndings("\n").IndexOf("\n\n", StringComparison.Ordinal)];

    public static string BodyOf(string mail)
    {
        var text = mail.ReplaceLineEndings("\n");
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]));
    }
}

public static class Eventually
{
    /// <summary>For what raises no event: looks again and again until it holds, and fails after the deadline.</summary>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan deadline, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(started.Elapsed < deadline, $"Not within {deadline.TotalSeconds} s: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task Holds(Func<bool> condition, TimeSpan deadline, string what) => Holds(() => Task.FromResult(condition()), deadline, what);
}
