using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>What the settings say of who may read requests, and of the mail that carries them.</summary>
/// <param name="Certificate">The clinic's, public half; null without one.</param>
public sealed record SealingSettings(X509Certificate2? Certificate)
{
    public static readonly SealingSettings None = new((X509Certificate2?)null);

    /// <summary>How answers are sealed for the mail; null when the mail carries none.</summary>
    public SealPadding? MailPadding { get; init; }
}
