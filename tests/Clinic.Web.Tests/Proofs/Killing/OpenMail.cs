using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>Settings of a site in Production that mails every answer in the clear to a server on this machine.</summary>
static class OpenMail
{
    public static Dictionary<string, string> To(int port, string from = "website@clinic.example") => new(StringComparer.Ordinal)
    {
        ["Site:PublicUrl"] = "http://localhost",
        ["Mail:Mode"] = nameof(MailMode.Full),
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = $"{port}",
        ["Mail:Security"] = nameof(MailSecurity.None),
        ["Mail:From"] = from,
        ["Mail:To"] = "requests@clinic.example",
        ["Mail:Heartbeat"] = "false",
        // All who ask come from one address.
        ["Limits:PostsPerAddress"] = "1000000",
        ["Limits:KeptPerAddress"] = "1000000",
        ["Limits:KeptInAll"] = "1000000",
    };
}
