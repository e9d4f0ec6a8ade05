using System.Diagnostics;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Proofs.Clusters;

/// <summary>One of several programs on the same database. It is killed and started anew, as a service manager does.</summary>
sealed class ClusterMember(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    volatile TaskCompletionSource<SiteProcess> up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<SiteProcess> Up => up.Task;

    /// <summary>Verdicts that were refused because another program had taken the mail over.</summary>
    public int LateVerdicts { get; private set; }

    /// <summary>Ends when it is up: without a database it ends with a sentence and is started again.</summary>
    public async Task Start()
    {
        for (var trying = Stopwatch.StartNew(); ;)
        {
            try
            {
                up.SetResult(await SiteProcess.Start("Production", "http", settings));
                return;
            }
            catch (InvalidOperationException) when (trying.Elapsed < LongestStart)
            {
                // It ended before it was up.
            }
        }
    }

    public async Task Kill()
    {
        var dying = await Up;
        up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await dying.Kill();
        LateVerdicts += dying.Log.Count(line => line.Contains("was not recorded", StringComparison.Ordinal));
        await dying.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Up.IsCompletedSuccessfully) await (await Up).DisposeAsync();
    }
}
