using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>Nobody is left whom a request may be sealed for, and the server's own keys seal no more.</summary>
public sealed class NoRecipientException() : Exception(
    "nobody is left to seal it for: put the list of readers back, or give the clinic's certificate (see deploy/README.md)");

/// <summary>
/// Which seal closes a request that comes now: for the readers on a list that is good; else for the recovery key and
/// the certificate that are known outside the database; else, as long as there never was a reader or a certificate,
/// with the server's own keys.
/// </summary>
public sealed class CurrentSeal(CurrentReaders readers, KeyRingSeal ownKeys, NoteSeal ownNotes,
    SealingSettings settings, AnswerText words)
{
    readonly CertificateSeal? mail = settings is { Certificate: { } certificate, MailPadding: { } padding }
        ? new(certificate, words, padding) : null;

    /// <exception cref="NoRecipientException"/>
    public async Task<ISeal> ForKeeping(CancellationToken cancel) =>
        Recipients(await readers.Look(cancel)) is { } recipients ? new EnvelopeSeal(recipients, mail) : ownKeys;

    /// <summary>
    /// A note that comes by a form, where no script seals it: once there was a reader the server sees it pass, and
    /// cannot read what it keeps of it.
    /// </summary>
    /// <exception cref="NoRecipientException"/>
    public async Task<SealedPayload> Close(DeskNote note, CancellationToken cancel)
    {
        var now = await readers.Look(cancel);
        return now is { Fault: null, Mark.HadReaders: false } || Recipients(now) is not { } recipients
            ? ownNotes.Close(note)
            : new(AuthEnvelope.Format, AuthEnvelope.Seal(note.ForBrowsers(), recipients).Encode());
    }

    // Null while the server's own keys seal.
    List<EnvelopeRecipient>? Recipients(ReadersNow now)
    {
        if (IsForOwnKeys(now)) return null;
        var recipients = now.Good is { } good
            ? [.. good.Recipients, .. readers.CertificateOn(good.List) is { } named
                ? new[] { EnvelopeRecipient.Of(named) } : []]
            : KnownOutside(now).ToList();
        return recipients.Count > 0 ? recipients : throw new NoRecipientException();
    }

    /// <summary>Whether a request that came now could be sealed at all.</summary>
    public bool IsAnybodyLeft(ReadersNow now) => now.Good is not null || IsForOwnKeys(now) || KnownOutside(now).Any();

    bool IsForOwnKeys(ReadersNow now) =>
        now is { Fault: null, Good: null, Mark.HadAny: false } && settings.Certificate is null;

    IEnumerable<EnvelopeRecipient> KnownOutside(ReadersNow now)
    {
        if (now.Mark is { Recovery.Length: > 0 } mark && RecipientKey.TryRead(mark.Recovery, out var recovery))
            yield return EnvelopeRecipient.Of(recovery);
        if (settings.Certificate is { } certificate) yield return EnvelopeRecipient.Of(certificate);
    }
}
