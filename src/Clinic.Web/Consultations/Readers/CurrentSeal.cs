using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>Nobody is left whom a request may be sealed for, and the server's own keys seal no more.</summary>
public sealed class NoRecipientException() : Exception(
    "nobody is left to seal it for: put the list of readers back, or give the clinic's certificate (see deploy/README.md)");

/// <summary>
/// Which seal closes a request that comes now: for the readers on a list that is good; else for the recovery key and the certificate that are
/// known outside the database; else, as long as there never was a reader or a certificate, with the server's own keys.
/// </summary>
public sealed class CurrentSeal(CurrentReaders readers, KeyRingSeal ownKeys, SealingSettings settings, AnswerText words)
{
    readonly CertificateSeal? mail = settings is { Certificate: { } certificate, MailPadding: { } padding }
        ? new(certificate, words, padding) : null;

    /// <exception cref="NoRecipientException"/>
    public async Task<ISeal> ForKeeping(CancellationToken cancel)
    {
        var now = await readers.Look(cancel);
        if (now.Good is { } good)
        {
            var named = readers.CertificateOn(good.List);
            return new EnvelopeSeal(named is null ? good.Recipients : [.. good.Recipients, EnvelopeRecipient.Of(named)], mail);
        }
        if (IsForOwnKeys(now)) return ownKeys;
        var known = KnownOutside(now).ToList();
        return known.Count > 0 ? new EnvelopeSeal(known, mail) : throw new NoRecipientException();
    }

    /// <summary>Whether a request that came now could be sealed at all.</summary>
    public bool IsAnybodyLeft(ReadersNow now) => now.Good is not null || IsForOwnKeys(now) || KnownOutside(now).Any();

    bool IsForOwnKeys(ReadersNow now) => now is { Fault: null, Mark.HadAny: false } && settings.Certificate is null;

    IEnumerable<EnvelopeRecipient> KnownOutside(ReadersNow now)
    {
        if (now.Mark is { Recovery.Length: > 0 } mark && RecipientKey.TryRead(mark.Recovery, out var recovery)) yield return EnvelopeRecipient.Of(recovery);
        if (settings.Certificate is { } certificate) yield return EnvelopeRecipient.Of(certificate);
    }
}
