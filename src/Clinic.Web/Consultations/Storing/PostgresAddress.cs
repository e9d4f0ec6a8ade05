using System.Net;
using Npgsql;

namespace Clinic.Web.Consultations.Storing;

/// <summary>A connection string, which holds a password and is never shown: only where it leads.</summary>
public sealed class PostgresAddress
{
    // Shorter than the driver's own: a person is waiting for the answer.
    const int SecondsToConnect = 5;
    const int SecondsToAnswer = 15;

    readonly NpgsqlConnectionStringBuilder parts;

    PostgresAddress(NpgsqlConnectionStringBuilder parts) => this.parts = parts;

    /// <param name="fault">What is wrong with it, to be read after "The setting … ".</param>
    public static PostgresAddress? Read(string text, out string? fault)
    {
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new(text);
        }
        catch (Exception e) when (
            e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            fault = "is not a connection string such as Host=localhost;Database=clinic;Username=clinic;Password=….";
            return null;
        }
        fault = FaultOf(read);
        if (!Sets(text, "Timeout")) read.Timeout = SecondsToConnect;
        if (!Sets(text, "Command Timeout")) read.CommandTimeout = SecondsToAnswer;
        read.ApplicationName ??= "Clinic.Web";
        return fault is null ? new(read) : null;
    }

    public NpgsqlDataSource Open() => new NpgsqlDataSourceBuilder(parts.ConnectionString).Build();

    public override string ToString() => $"{parts.Host}:{parts.Port}/{parts.Database}";

    static string? FaultOf(NpgsqlConnectionStringBuilder parts)
    {
        if (string.IsNullOrEmpty(parts.Host)) return "names no Host.";
        if (string.IsNullOrEmpty(parts.Database)) return "names no Database.";
        if (parts.IncludeErrorDetail)
            return "has Include Error Detail, which would put rows into error messages: leave it out.";
        return parts.Host.Split(',').All(IsOnThisMachine) || parts.SslMode is SslMode.VerifyFull or SslMode.VerifyCA
            ? null
            : "leads to another machine without proven TLS: add SSL Mode=VerifyFull (and Root Certificate=… for an authority of your own).";
    }

    static bool IsOnThisMachine(string host) =>
        host.StartsWith('/') || host.StartsWith('@') || host.Trim() is "localhost"
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    static bool Sets(string text, string key) =>
        text.Split(';').Any(part => part.Split('=')[0].Trim().Equals(key, StringComparison.OrdinalIgnoreCase));
}
