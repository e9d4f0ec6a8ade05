using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>Who reads requests just now.</summary>
/// <param name="Mark">Null when it cannot be read.</param>
/// <param name="Good">Null when there is no list, or none that may be sealed for.</param>
/// <param name="Fault">Null while nothing is wrong.</param>
public sealed record ReadersNow(ReaderMark? Mark, GoodList? Good, ListFault? Fault)
{
    /// <summary>The number that the next list must have, and the hash that it names as the one before.</summary>
    public (long Number, string Previous) Next => Mark is { } mark ? (mark.Number + 1, mark.List) : (0, "");
}

/// <summary>
/// Reads and checks the list of readers each time that somebody needs it, so that what is in the database is never
/// trusted from before. What was checked once is known by its bytes.
/// </summary>
public sealed class CurrentReaders(ReaderStore store, ReaderMarkFile marks, SealingSettings settings,
    ILogger<CurrentReaders> log)
{
    (StoredList List, GoodList Good, IReadOnlyDictionary<string, byte[]> Keys)? known;
    ListFault? told;

    /// <exception cref="Storing.StoreUnavailableException"/>
    /// <exception cref="IOException">The mark cannot be read from the disk.</exception>
    public async Task<ReadersNow> Look(CancellationToken cancel)
    {
        var stored = await store.Read(cancel);
        var mark = marks.Read(stored.Mark);
        var now = Judge(stored, mark);
        if (now is { Good: { } good, Mark: { } older }) now = now with { Mark = Advanced(older, good) };
        if (now.Mark is { HadAny: true } known) TryWrite(known);
        Tell(now.Fault);
        return now;
    }

    /// <summary>Remembers that requests are sealed for a certificate, before the first of them is.</summary>
    public async Task RememberCertificate(CancellationToken cancel)
    {
        if (marks.Read((await store.Read(cancel)).Mark) is not { HadCertificate: false } mark) return;
        mark = mark with { HadCertificate = true };
        await store.KeepMark(marks.Seal(mark), cancel);
        TryWrite(mark);
    }

    /// <summary>The certificate of the settings, if the list names it.</summary>
    public X509Certificate2? CertificateOn(ReaderList list) =>
        settings.Certificate is { } certificate && HashOf(certificate) == list.Certificate ? certificate : null;

    /// <summary>
    /// The settings have a certificate, and requests are not sealed for it until an owner signs a list that names it.
    /// </summary>
    public bool LacksCertificate(ReaderList list) => settings.Certificate is not null && CertificateOn(list) is null;

    /// <summary>As lists name a certificate.</summary>
    public static string HashOf(X509Certificate2? certificate) =>
        certificate is null ? "" : RecipientKey.HashOf(certificate.RawData);

    ReadersNow Judge(StoredReaders stored, ReaderMark? mark)
    {
        if (mark is null) return new(null, null, ListFault.MarkUnreadable);
        if (stored.List is null && !mark.HadReaders) return new(mark, null, null);
        if (known is { } before && stored.List is { } list && IsSame(before, stored, list)
            && before.Good.List.Number == mark.Number
            && before.Good.List.Hash == mark.List) return new(mark, before.Good, null);
        if (!ReaderListCheck.IsGood(stored, mark, settings.Host, out var good, out var fault))
            return new(mark, null, fault);
        known = (stored.List!, good, stored.Keys);
        return new(mark, good, null);
    }

    static bool IsSame((StoredList List, GoodList Good, IReadOnlyDictionary<string, byte[]> Keys) before,
        StoredReaders stored, StoredList list) =>
        list.Bytes.AsSpan().SequenceEqual(before.List.Bytes)
            && list.Signature.AsSpan().SequenceEqual(before.List.Signature)
        && list.ListKey.AsSpan().SequenceEqual(before.List.ListKey)
        && before.Good.All.All(key =>
            stored.Keys.TryGetValue(key.Hash, out var spki) && spki.AsSpan().SequenceEqual(key.Spki));

    static ReaderMark Advanced(ReaderMark mark, GoodList good) =>
        mark with
        {
            Number = good.List.Number,
            List = good.List.Hash,
            Recovery = Convert.ToBase64String(good.Recovery.Spki)
        };

    void TryWrite(ReaderMark mark)
    {
        try
        {
            marks.Write(mark);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("The file readers.mark cannot be written ({Kind}): an older list of readers would not be noticed", e.GetType().Name);
        }
    }

    void Tell(ListFault? fault)
    {
        if (fault == told) return;
        told = fault;
        if (fault is { } wrong) log.LogError("Nobody seals for the list of readers: {Reason}", wrong.Sentence());
        else log.LogInformation("The list of readers is good again");
    }
}
