using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations;

/// <summary>
/// 128 random bits that make one visit to the form one request, however often it is sent, and that open the request's private page.
/// Only the person holds them; the store knows <see cref="Key"/>, their hash.
/// </summary>
public sealed record SubmissionId
{
    const int Length = 32;

    SubmissionId(string secret) => Secret = secret;

    public string Secret { get; }

    public string Key => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Secret)));

    public static SubmissionId Next() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>Another request from the same visit: for the same answers always the same one, however often it is sent.</summary>
    public SubmissionId Another(string answers) =>
        new(Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(Secret), Encoding.UTF8.GetBytes(answers)))[..Length]);

    public static bool TryParse(string? text, out SubmissionId? id)
    {
        id = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return id is not null;
    }

    public override string ToString() => "[secret]";
}

/// <summary>What the form page carries back to us sealed: which visit it was, and when the page was made.</summary>
public sealed record SubmissionTicket(SubmissionId Id, DateTimeOffset Issued)
{
    /// <summary>An older page is shown again with its text and asks to press once more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The page was shown before with the word that the browser keeps no cookie of ours.</summary>
    public bool KnowsNoCookie { get; init; }
}

public sealed class TicketOffice(IDataProtectionProvider protection, TimeProvider clock)
{
    // A page that is shown again was read before.
    static readonly TimeSpan ReadBefore = TimeSpan.FromMinutes(1);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.SubmissionTicket.v1");

    public string Issue() => Seal(new(SubmissionId.Next(), clock.GetUtcNow()));

    /// <summary>For a page that is shown again: the same visit, with a new date if the old one is too old. Its reader may press at once, as people do.</summary>
    public string Reissue(SubmissionTicket? ticket) => ticket is { } known && IsFresh(known)
        ? Seal(known)
        : Seal(new(ticket?.Id ?? SubmissionId.Next(), clock.GetUtcNow() - ReadBefore) { KnowsNoCookie = ticket?.KnowsNoCookie ?? false });

    public TimeSpan Age(SubmissionTicket ticket) => clock.GetUtcNow() - ticket.Issued;

    /// <summary>Null for a ticket that is not ours. An expired one is returned, with <paramref name="isFresh"/> false.</summary>
    public SubmissionTicket? Read(string? sealedTicket, out bool isFresh)
    {
        isFresh = false;
        if (string.IsNullOrEmpty(sealedTicket) || sealedTicket.Length > 500) return null;
        try
        {
            var bytes = protector.Unprotect(Convert.FromBase64String(sealedTicket));
            var issued = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
            if (!SubmissionId.TryParse(Convert.ToHexStringLower(bytes[8..24]), out var id)) return null;
            var ticket = new SubmissionTicket(id!, issued) { KnowsNoCookie = bytes.Length > 24 && bytes[24] != 0 };
            isFresh = IsFresh(ticket);
            return ticket;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    bool IsFresh(SubmissionTicket ticket) => Age(ticket) <= SubmissionTicket.Lifetime;

    string Seal(SubmissionTicket ticket)
    {
        var bytes = new byte[25];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ticket.Issued.ToUnixTimeMilliseconds());
        Convert.FromHexString(ticket.Id.Secret).CopyTo(bytes, 8);
        bytes[24] = ticket.KnowsNoCookie ? (byte)1 : (byte)0;
        return Convert.ToBase64String(protector.Protect(bytes));
    }
}
