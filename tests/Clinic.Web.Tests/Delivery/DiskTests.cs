using System.Diagnostics;
using System.Net;
using Clinic.Web.Tests.Proofs;
using Clinic.Web.Tests.Proofs.Disks;
using Clinic.Web.Tests.Proofs.Killing;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The disk fails under the real program.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class DiskTests(ITestOutputHelper output) : IDisposable
{
    const int MostRounds = 100;

    readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(DeliveryRig.QuickFolder, $"clinic-disk-{Guid.NewGuid():N}"));

    [SkippableFact]
    public async Task While_nothing_can_be_written_people_read_so_and_keep_their_text_and_later_all_is_well()
    {
        var prlimit = Needs.Program("util-linux", "prlimit");
        await using var clinic = new MortalClinic(folder, WaitingSite.FreePort());
        // Without the trap the first write beyond the limit would end the program.
        var site = (await clinic.Start("sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"))!;
        using var people = new TroubledSite(clinic, site);
        await people.Ask();

        await Limit("0:unlimited");
        for (var i = 0; i < 5; i++) Assert.False(await people.Ask());
        await Limit("unlimited:unlimited");
        await people.AskAgain();

        AssertHolds(await people.End("No file may grow"));
        Assert.Equal(6, people.Kept);

        async Task Limit(string size)
        {
            using var call = Process.Start(prlimit, ["--pid", $"{site.Id}", $"--fsize={size}"]);
            await call.WaitForExitAsync();
            Assert.Equal(0, call.ExitCode);
        }
    }

    [SkippableFact]
    public async Task A_disk_that_fills_up_turns_readiness_red_as_soon_as_somebody_is_refused_and_no_later_than_five_seconds()
    {
        // Twice the store, which holds the content's versions, too: what is found is copied beside it.
        using var disk = SmallDisk.Mount(megabytes: 4);
        await using var clinic = new MortalClinic(disk.Folder, WaitingSite.FreePort());
        var site = (await clinic.Start())!;
        using var people = new TroubledSite(clinic, site);
        await people.Ask();
        using var probe = new HttpClient { BaseAddress = site.Address };
        Assert.Equal(HttpStatusCode.OK, await Ready());

        disk.Fill();
        // Room that the database has in itself already takes a few more.
        for (var i = 0; i < MostRounds && await people.Ask(); i++)
        {
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready());
        var refusedFor = Stopwatch.StartNew();
        while (refusedFor.Elapsed < TimeSpan.FromSeconds(7)) Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready());
        Assert.False(await people.Ask());
        disk.MakeRoom();
        await Eventually.Holds(async () => await Ready() == HttpStatusCode.OK, SentMails.Patience, "the site is ready again");
        await people.AskAgain();
        AssertHolds(await people.End("A full disk"));

        async Task<HttpStatusCode> Ready() => (await probe.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode;
    }

    [SkippableTheory]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    public async Task When_calls_to_the_disk_fail_now_and_then_nobody_is_told_a_lie_and_everybody_gets_through(string error)
    {
        Needs.Strace();
        await using var clinic = new MortalClinic(folder, WaitingSite.FreePort());
        await (await clinic.Start())!.Terminate();
        // A request takes some 70 calls, so most do not fit between two failures, and some do.
        var site = (await clinic.Start(Strace.FailFromTheStart(error, first: 30, step: 97)))!;
        using var people = new TroubledSite(clinic, site);

        for (var i = 0; i < 20; i++) await people.Ask();
        for (var round = 0; people.Waiting > 0 && round < MostRounds; round++) await people.AskAgain();

        AssertHolds(await people.End($"{error} at every 97th call of each thread"));
        Assert.Equal(20, people.Kept);
    }

    public void Dispose() => folder.Delete(recursive: true);

    void AssertHolds(Figures figures)
    {
        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
    }
}
