using System.Security.Authentication;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A way in which a mail server fails, and what a transport must say of it. TLS modes are scripted with the certificate given.</summary>
public sealed record SmtpMode(Verdict Verdict, Func<ServerCertificates, SmtpScript> Script)
{
    /// <summary>It fails by taking longer than it may.</summary>
    public bool IsSilent { get; init; }

    public bool IsSecured { get; init; }

    public bool LogsIn { get; init; }

    /// <summary>Nobody listens at all, or nobody answers the knock.</summary>
    public bool IsRefused { get; init; }

    public bool IsBlackHole { get; init; }
}

/// <summary>The ways of reliability.md 1.2, by name.</summary>
public static class SmtpModes
{
    public static readonly IReadOnlyDictionary<string, SmtpMode> All = new Dictionary<string, SmtpMode>(StringComparer.Ordinal)
    {
        ["refused"] = new(Verdict.NotDelivered, _ => new()) { IsRefused = true },
        ["black hole"] = new(Verdict.NotDelivered, _ => new()) { IsBlackHole = true, IsSilent = true },
        ["accepts and says nothing"] = Silent(Verdict.NotDelivered, new() { Banner = SmtpScript.Stall }),
        ["554 banner"] = Plain(Verdict.NotDelivered, new() { Banner = "554 no service, Quokkaname" }),
        ["421 banner"] = Plain(Verdict.NotDelivered, new() { Banner = "421 later" }),
        ["EHLO 500"] = Plain(Verdict.NotDelivered, new() { Ehlo = "500 what?" }),
        ["STARTTLS not offered"] = Secured(Verdict.NotDelivered, _ => new()),
        ["STARTTLS 454"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Good, StartTls = "454 not now" }),
        ["text injected after STARTTLS"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Good, InjectedAfterStartTls = "250 injected\r\n" }),
        ["TLS stall"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Good, StallsTls = true }) with { IsSilent = true },
        ["expired certificate"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Expired }),
        ["certificate for another name"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.OtherName }),
        ["self-signed certificate"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.SelfSigned }),
#pragma warning disable SYSLIB0039, CA5397 // That is the mode.
        ["TLS 1.1 only"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Good, Protocols = SslProtocols.Tls11 }),
#pragma warning restore SYSLIB0039, CA5397
        ["AUTH 535"] = LoggedIn(Verdict.NotDelivered, new() { OffersAuth = true, Auth = "535 wrong", Mail = "530 log in first" }),
        ["AUTH 454"] = LoggedIn(Verdict.NotDelivered, new() { OffersAuth = true, Auth = "454 not now", Mail = "530 log in first" }),
        ["AUTH only without TLS"] = Secured(Verdict.NotDelivered, certificates => new() { Certificate = certificates.Good, OffersAuthInTheClear = true, Mail = "530 log in first" }) with { LogsIn = true },
        ["MAIL 421 and close"] = Plain(Verdict.NotDelivered, new() { Mail = "421 closing" }),
        ["MAIL 452"] = Plain(Verdict.NotDelivered, new() { Mail = "452 full" }),
        ["RCPT 450"] = Plain(Verdict.NotDelivered, new() { Rcpt = "450 later" }),
        ["RCPT 550"] = Plain(Verdict.NotDelivered, new() { Rcpt = "550 unknown, Quokkaname" }),
        ["DATA 451"] = Plain(Verdict.NotDelivered, new() { Data = "451 later" }),
        ["stops reading in the body"] = Silent(Verdict.Unknown, new() { StopsReadingAfter = 100 }),
        ["closes in the body"] = Plain(Verdict.Unknown, new() { StopsReadingAfter = 100, ClosesInBody = true }),
        ["dot 451"] = Plain(Verdict.NotDelivered, new() { Dot = "451 later" }),
        ["dot 554"] = Plain(Verdict.NotDelivered, new() { Dot = "554 spam, Quokkaname" }),
        ["dot 552"] = Plain(Verdict.NotDelivered, new() { Dot = "552 too large" }),
        ["dot, then nothing"] = Silent(Verdict.Unknown, new() { Dot = SmtpScript.Stall }),
        ["dot, then close, but kept"] = Plain(Verdict.Unknown, new() { Dot = SmtpScript.Close, KeepsBeforeDot = true }),
        ["dot 250, late"] = Plain(Verdict.Delivered, new() { Dot = SmtpScript.Late + "250 kept", KeepsBeforeDot = true }),
        ["dot 250, a byte at a time"] = Plain(Verdict.Delivered, new() { Dot = SmtpScript.Drip, KeepsBeforeDot = true }),
        ["a line of 10 MB"] = Plain(Verdict.NotDelivered, new() { Ehlo = SmtpScript.TenMegabytes }),
        ["an answer, a byte at a time without end"] = Silent(Verdict.NotDelivered, new() { Ehlo = SmtpScript.EndlessDrip }),
        ["an answer without end"] = Plain(Verdict.NotDelivered, new() { Ehlo = SmtpScript.Endless }),
        ["QUIT, then nothing"] = Plain(Verdict.Delivered, new() { Quit = SmtpScript.Stall }),
        ["QUIT, then close"] = Plain(Verdict.Delivered, new() { Quit = SmtpScript.Close }),
    };

    static SmtpMode Plain(Verdict verdict, SmtpScript script) => new(verdict, _ => script);

    static SmtpMode Silent(Verdict verdict, SmtpScript script) => Plain(verdict, script) with { IsSilent = true };

    static SmtpMode LoggedIn(Verdict verdict, SmtpScript script) => Plain(verdict, script) with { LogsIn = true };

    static SmtpMode Secured(Verdict verdict, Func<ServerCertificates, SmtpScript> script) => new(verdict, script) { IsSecured = true };
}
