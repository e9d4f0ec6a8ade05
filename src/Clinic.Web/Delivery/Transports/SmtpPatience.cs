namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// How long a mail server may take for an answer, and for the one to a message it was given: it may scan that first,
/// and who hangs up too early sends twice (RFC 1047).
/// </summary>
public sealed record SmtpPatience(TimeSpan Answer, TimeSpan LastAnswer)
{
    /// <summary>The last one as RFC 5321 asks; a lease is longer.</summary>
    public static readonly SmtpPatience Usual = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
}
