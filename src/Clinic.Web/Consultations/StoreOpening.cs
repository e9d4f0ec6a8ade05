using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations;

/// <summary>
/// Opens the store, once, whoever asks first. Wordings of the folder that cannot be used give way to the last good ones, which the store
/// has kept: people go on agreeing to words that were published.
/// </summary>
public sealed class StoreOpening
{
    /// <summary>Where the wordings lie in the content folder.</summary>
    public const string ConsentFolder = "consent/";

    readonly IRequestStore store;
    readonly ConsentWordings found;
    readonly Lazy<Task<ConsentWordings>> wordings;

    public StoreOpening(IRequestStore store, ConsentWordings found)
    {
        (this.store, this.found) = (store, found);
        wordings = new(Open);
    }

    /// <exception cref="RequestNotKeptException">Nothing can be kept.</exception>
    public Task<ConsentWordings> Wordings => wordings.Value;

    async Task<ConsentWordings> Open()
    {
        var fault = found.Fault;
        try
        {
            await store.Open(found.All, CancellationToken.None);
        }
        catch (InvalidSettingsException e)
        {
            fault = e.Message;
        }
        return fault is null ? found : await LastGood(fault);
    }

    async Task<ConsentWordings> LastGood(string fault)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in (await store.KeptContent(CancellationToken.None)).Where(file => file.Path.StartsWith(ConsentFolder, StringComparison.Ordinal)))
        {
            if (await store.KeptBytes(file.Path, CancellationToken.None) is { } bytes) files[file.Path[ConsentFolder.Length..]] = bytes;
        }
        var kept = ConsentWordings.Of(files);
        if (kept.Fault is not null) throw new InvalidSettingsException([fault]);
        await store.Open(kept.All, CancellationToken.None);
        return kept.InPlaceOf(fault);
    }
}
