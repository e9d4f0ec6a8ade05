using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations;

/// <summary>
/// Opens the store, once, whoever asks first. Wordings of the folder that cannot be used give way to the last good
/// ones, which the store has kept: people go on agreeing to words that were published.
/// </summary>
public sealed class StoreOpening
{
    /// <summary>Where the wordings lie in the content folder.</summary>
    public const string ConsentFolder = "consent/";

    readonly Database database;
    readonly ConsentStore consents;
    readonly KeptContentStore content;
    readonly ConsentWordings found;
    readonly Lazy<Task<ConsentWordings>> wordings;

    public StoreOpening(Database database, ConsentStore consents, KeptContentStore content, ConsentWordings found)
    {
        (this.database, this.consents, this.content, this.found) = (database, consents, content, found);
        wordings = new(Open);
    }

    /// <exception cref="StoreUnavailableException">Nothing can be kept.</exception>
    public Task<ConsentWordings> Wordings => wordings.Value;

    async Task<ConsentWordings> Open()
    {
        var fault = found.Fault;
        try
        {
            await database.Upgrade(CancellationToken.None);
            await consents.KeepWordings(found.All, CancellationToken.None);
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
        foreach (var file in (await content.Files(CancellationToken.None))
            .Where(file => file.Path.StartsWith(ConsentFolder, StringComparison.Ordinal)))
        {
            if (await content.Bytes(file.Path, CancellationToken.None) is { } bytes)
                files[file.Path[ConsentFolder.Length..]] = bytes;
        }
        var kept = ConsentWordings.Of(files);
        if (kept.Fault is not null) throw new InvalidSettingsException([fault]);
        await consents.KeepWordings(kept.All, CancellationToken.None);
        return kept.InPlaceOf(fault);
    }
}
