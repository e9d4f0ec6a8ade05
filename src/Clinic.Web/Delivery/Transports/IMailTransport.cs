using MimeKit;

namespace Clinic.Web.Delivery.Transports;

public enum Verdict
{
    /// <summary>The clinic's mail server answered 250 after the last byte.</summary>
    Delivered,
    /// <summary>It certainly did not take the message.</summary>
    NotDelivered,
    /// <summary>No clear answer: it may have the message or not.</summary>
    Unknown,
}

/// <summary>
/// Whom a failure concerns: the server (every mail waits), the address it goes to, or this message (others go on).
/// </summary>
public enum Trouble { None, Server, Recipient, Message }

/// <param name="Reason">For the operator: a kind of failure or a status code, never a word of a message.</param>
public sealed record DeliveryOutcome(Verdict Verdict, Trouble Trouble, string Reason)
{
    public static readonly DeliveryOutcome Success = new(Verdict.Delivered, Trouble.None, "");
}

/// <summary>
/// Hands one message to the clinic's mail server. Failures are outcomes; only cancellation throws, and a message that
/// breaks off by itself.
/// </summary>
public interface IMailTransport
{
    string Name { get; }

    Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel);

    /// <summary>Whether the server is there, asked without spending a message.</summary>
    Task<bool> IsThere(CancellationToken cancel);
}
