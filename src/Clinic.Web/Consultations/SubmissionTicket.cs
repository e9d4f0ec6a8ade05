using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations;

/// <summary>
/// 128 random bits that make one visit to the form one request, however often it is sent, and that open the request's
/// private page.
/// Only the person holds them; the store knows <see cref="Key"/>, their hash.
/// </summary>
public sealed record SubmissionId
{
    const int Length = 32;

    SubmissionId(string secret) => Secret = secret;

    public string Secret { get; }

    public string Key => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Secret)));

    public static SubmissionId Next() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>
    /// Another request from the same visit: for the same answers always the same one, however often it is sent.
    /// </summary>
    public SubmissionId Another(string answers) =>
        new(Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(Secret),
            Encoding.UTF8.GetBytes(answers)))[..Length]);

    public static bool TryParse(string? text, [NotNullWhen(true)] out SubmissionId? id)
    {
        id = text is { Length: Length } && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return id is not null;
    }

    public override string ToString() => "[secret]";
}

/// <summary>What the form page carries back to us sealed: which visit it was, and when the page was made.</summary>
/// <param name="Issued">By the clock on the wall, which may be set meanwhile.</param>
/// <param name="Run">Which run of the program issued it.</param>
/// <param name="At">How long that run had lasted.</param>
public sealed record SubmissionTicket(SubmissionId Id, DateTimeOffset Issued, long Run, TimeSpan At)
{
    /// <summary>An older page is shown again with its text and asks to press once more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The page was shown before with the word that the browser keeps no cookie of ours.</summary>
    public bool KnowsNoCookie { get; init; }
}

public sealed class SubmissionTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    const int Length = 41;
    // Tickets of an earlier version, which were issued by the clock alone.
    const int ShortLength = 25;

    // Who sends a page that is a day old read it before.
    static readonly TimeSpan ReadBefore = TimeSpan.FromMinutes(1);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.SubmissionTicket.v1");
    readonly long run = BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
    readonly long began = clock.GetTimestamp();

    public string Issue() => Seal(New());

    /// <summary>
    /// For a page that is shown again: the same visit and date, or a new date if the old one is too old. Without a
    /// ticket of ours it is a new visit.
    /// </summary>
    public string Reissue(SubmissionTicket? ticket) => ticket switch
    {
        null => Issue(),
        _ when IsFresh(ticket) => Seal(ticket),
        _ => Seal(New() with
        {
            Id = ticket.Id,
            Issued = clock.GetUtcNow() - ReadBefore,
            At = Lasted() - ReadBefore,
            KnowsNoCookie = ticket.KnowsNoCookie
        }),
    };

    /// <summary>Another visit, on the page that is open.</summary>
    public static SubmissionTicket Anew(SubmissionTicket ticket) => ticket with { Id = SubmissionId.Next() };

    /// <summary>
    /// How long the page was open, by the steady clock or the one on the wall, whichever says more: nobody is a machine
    /// because a clock was set back. Null when it was, and another run of the program issued the ticket.
    /// </summary>
    public TimeSpan? Age(SubmissionTicket ticket)
    {
        var wall = clock.GetUtcNow() - ticket.Issued;
        var age = ticket.Run == run && Lasted() - ticket.At is var steady && steady > wall ? steady : wall;
        return age >= TimeSpan.Zero ? age : null;
    }

    /// <summary>
    /// Null for a ticket that is not ours. An expired one is returned, with <paramref name="isFresh"/> false.
    /// </summary>
    public SubmissionTicket? Read(string? sealedTicket, out bool isFresh)
    {
        isFresh = false;
        if (string.IsNullOrEmpty(sealedTicket) || sealedTicket.Length > 500) return null;
        try
        {
            var bytes = protector.Unprotect(Convert.FromBase64String(sealedTicket));
            var issued = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
            if (!SubmissionId.TryParse(Convert.ToHexStringLower(bytes[8..24]), out var id)) return null;
            var (of, at) = bytes.Length < Length
                ? (0, 0) : (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(25)),
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(33)));
            var ticket = new SubmissionTicket(id, issued, of, TimeSpan.FromMilliseconds(at))
            {
                KnowsNoCookie = bytes.Length >= ShortLength && bytes[24] != 0,
            };
            isFresh = IsFresh(ticket);
            return ticket;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    bool IsFresh(SubmissionTicket ticket) => clock.GetUtcNow() - ticket.Issued <= SubmissionTicket.Lifetime;

    TimeSpan Lasted() => clock.GetElapsedTime(began);

    SubmissionTicket New() => new(SubmissionId.Next(), clock.GetUtcNow(), run, Lasted());

    string Seal(SubmissionTicket ticket)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ticket.Issued.ToUnixTimeMilliseconds());
        Convert.FromHexString(ticket.Id.Secret).CopyTo(bytes, 8);
        bytes[24] = ticket.KnowsNoCookie ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(25), ticket.Run);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(33), (long)ticket.At.TotalMilliseconds);
        return Convert.ToBase64String(protector.Protect(bytes));
    }
}
