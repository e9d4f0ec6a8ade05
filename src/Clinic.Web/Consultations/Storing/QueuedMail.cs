using System.Globalization;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>A mail on its way into the outbox.</summary>
/// <param name="About">A submission, or a day for a daily mail.</param>
sealed record QueuedMail(string About, MailKind Kind, DateTimeOffset Created)
{
    public OutboxState State { get; init; } = OutboxState.Waiting;

    /// <summary>Of a mail whose words stand nowhere else.</summary>
    public SealedPayload? Payload { get; init; }

    /// <summary>Which correction of its request it is, from 1; otherwise 0.</summary>
    public int Number { get; init; }

    public static string AboutDay(DateOnly day) => day.ToString("'day:'yyyy-MM-dd", CultureInfo.InvariantCulture);
}
