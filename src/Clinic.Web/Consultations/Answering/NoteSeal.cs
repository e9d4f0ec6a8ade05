using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Answering;

/// <summary>What somebody at the clinic wrote about a request, bound to it, to its author and to its time.</summary>
/// <param name="Outcome">Of the step that answered the request.</param>
public sealed record DeskNote(string Reference, string Author, DateTimeOffset At, string Text,
    AnsweringOutcome? Outcome = null)
{
    public const int LongestText = 2000;

    /// <summary>As a reader's browser writes a note.</summary>
    public byte[] ForBrowsers() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        reference = Reference,
        author = Author,
        at = DateTimeOffset.FromUnixTimeMilliseconds(At.ToUnixTimeMilliseconds()),
        text = Text,
        outcome = Outcome?.ToString(),
    });

    public override string ToString() => $"{Reference} [sealed]";
}

/// <summary>
/// Closes notes before they are stored, with the server's key ring. The store takes whatever format it is given, so
/// that a note which a browser has sealed lies beside these, and only a browser opens it.
/// </summary>
public sealed class NoteSeal(IDataProtectionProvider protection)
{
    public const string Format = "note-keyring-v1";

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.DeskNote.v1");

    public SealedPayload Close(DeskNote note) =>
        new(Format, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(note)));

    /// <summary>Null when this server cannot open it, or it was written about another request.</summary>
    public DeskNote? Open(SealedPayload payload, RequestReference about)
    {
        if (payload.Format != Format) return null;
        try
        {
            return JsonSerializer.Deserialize<DeskNote>(protector.Unprotect(payload.Bytes)) is { } note
                && note.Reference == about.Value ? note : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
