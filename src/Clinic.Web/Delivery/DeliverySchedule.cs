namespace Clinic.Web.Delivery;

/// <summary>
/// When to try again: 30 s, 1, 2, 5, 10, 20, 30 min, then hourly, each up to a quarter longer so that many do not come
/// at once; for seven days.
/// </summary>
public static class DeliverySchedule
{
    /// <summary>In half an hour or so: a receipt is a courtesy, and its reference stands on the page.</summary>
    public const int MostReceiptAttempts = 5;

    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(7);

    /// <summary>Longer than the longest SMTP conversation, whose last answer may take ten minutes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(20);

    const double LongestJitter = 0.25;

    static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan WaitAfter(int attempt, double chance) =>
        Waits[Math.Clamp(attempt - 1, 0, Waits.Length - 1)] * (1 + LongestJitter * chance);

    public static bool IsStalled(DateTimeOffset received, DateTimeOffset now) => now - received > GiveUpAfter;
}
