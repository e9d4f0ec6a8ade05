using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>Keys by their hash, as somebody may use them.</summary>
public sealed class ReaderKeys(ReaderStore store, CurrentReaders readers)
{
    /// <summary>
    /// A key of the person's own, or the recovery key, which opens nothing without its file. Null for any other.
    /// </summary>
    public async Task<RecipientKey?> Own(string person, string hash, CancellationToken cancel)
    {
        var own = (await store.Keys(cancel))
            .FirstOrDefault(key => key.Hash == hash && (key.Person == person || key.Person.Length == 0));
        return own is not null && RecipientKey.TryRead(own.Spki.AsSpan(), out var key) && key.Hash == hash ? key : null;
    }

    /// <summary>A key on the list of readers, or its recovery key. Null while there is no list that is good.</summary>
    public async Task<RecipientKey?> Listed(string hash, CancellationToken cancel) =>
        (await readers.Look(cancel)).Good?.All.FirstOrDefault(key => key.Hash == hash);
}
