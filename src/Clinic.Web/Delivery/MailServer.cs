using System.Net;
using Clinic.Web.Settings;

namespace Clinic.Web.Delivery;

public enum MailSecurity { StartTls, Tls, None }

/// <summary>A server that takes mail: the clinic's own, or the other one that alarms go through.</summary>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string? User = null,
    string? Password = null)
{
    const int TlsPort = 465;
    const int SubmissionPort = 587;

    /// <param name="prefix">What the names of its settings begin with, after their section's.</param>
    /// <param name="host">Empty when none is used or its lack is refused already.</param>
    public static MailServer Read(SettingsReader reader, string prefix, string host)
    {
        var security = reader.Choice(prefix + "Security", MailSecurity.StartTls);
        if (security == MailSecurity.None && host.Length > 0 && !IsLoopback(host))
            reader.Refuse(prefix + "Security",
                "is None, which is allowed only for a mail server on this machine: choose StartTls or Tls.");
        var (user, password) = (reader.Text(prefix + "User"), reader.Secret(prefix + "Password"));
        if (user is null != password is null)
            reader.Refuse(prefix
                + (user is null ? "User" : "Password"), "is missing: a user name and a password go together.");
        var port = reader.Number(prefix + "Port", security == MailSecurity.Tls ? TlsPort : SubmissionPort, 1, 65535);
        return new(host, port, security, user, password);
    }

    public override string ToString() => $"{Host}:{Port} {Security}";

    static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
