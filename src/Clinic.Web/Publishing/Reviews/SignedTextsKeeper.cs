using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>Tells the pages what was signed, wherever it was. Readers never wait for the store.</summary>
public sealed class SignedTextsKeeper(Signatures signatures, SignedTexts signed, ILogger<SignedTextsKeeper> log)
    : BackgroundService
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    long known;

    /// <summary>After a signature of this program's own.</summary>
    public async Task Look(CancellationToken cancel)
    {
        var last = await signatures.LastVersion(cancel);
        if (last == known) return;
        signed.Become(await signatures.All(cancel));
        known = last;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                isTold = false;
            }
            catch (StoreUnavailableException e)
            {
                if (!isTold) log.LogWarning("What clinicians signed cannot be read just now ({Reason}); pages link to what is known", e.Message);
                isTold = true;
            }
            await Task.Delay(LookEvery, stoppingToken);
        }
    }
}
