using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>What the settings say of who may read requests, and of the mail that carries them.</summary>
/// <param name="Certificate">The clinic's, public half; null without one.</param>
public sealed record SealingSettings(X509Certificate2? Certificate)
{
    public static readonly SealingSettings None = new((X509Certificate2?)null);

    /// <summary>
    /// The host of the clinic's side, with its port where that is not the usual one: a list of readers names it.
    /// </summary>
    public string Host { get; init; } = "";

    /// <summary>Whether the mail is to show answers to whoever handles it, which no list of readers allows.</summary>
    public bool IsMailInTheClear { get; init; }

    /// <summary>
    /// Whether patients write: outside Development it is said when the server can read what they write.
    /// </summary>
    public bool IsProduction { get; init; }

    /// <summary>How answers are sealed for the mail; null when the mail carries none.</summary>
    public SealPadding? MailPadding { get; init; }
}
