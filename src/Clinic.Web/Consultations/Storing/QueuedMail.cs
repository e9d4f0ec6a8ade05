using System.Globalization;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>A mail on its way into the outbox.</summary>
/// <param name="About">A submission, a day for a daily mail, or a letter to the staff by a name of its own.</param>
sealed record QueuedMail(string About, MailKind Kind, DateTimeOffset Created)
{
    /// <summary>What the name of a letter to one of the staff begins with.</summary>
    public const string Letter = "staff:";

    const string Day = "'day:'yyyy-MM-dd";

    public OutboxState State { get; init; } = OutboxState.Waiting;

    /// <summary>Of a mail whose words stand nowhere else.</summary>
    public SealedPayload? Payload { get; init; }

    /// <summary>Which correction of its request it is, from 1; otherwise 0.</summary>
    public int Number { get; init; }

    public static string AboutDay(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>Null when it is about no day.</summary>
    public static DateOnly? DayOf(string about) =>
        DateOnly.TryParseExact(about, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
