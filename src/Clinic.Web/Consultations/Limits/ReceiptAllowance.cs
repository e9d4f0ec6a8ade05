using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace Clinic.Web.Consultations.Limits;

/// <summary>
/// Whoever fills in the form could have us write to a stranger: one receipt a day for an address, and few in all. Each
/// running program counts its own, and remembers no address: only a hash under a key that ends with the program.
/// </summary>
public sealed class ReceiptAllowance : IDisposable
{
    const int InAllAnHour = 60;

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    readonly PartitionedRateLimiter<string> addresses = Sliding.PerName(permits: 1, Day);
    readonly SlidingWindowRateLimiter all = Sliding.Limit(InAllAnHour, Hour);

    public bool MaySendTo(EmailAddress address)
    {
        var name = Convert.ToHexString(HMACSHA256.HashData(key,
            Encoding.UTF8.GetBytes(address.Value.ToLowerInvariant())));
        return addresses.AttemptAcquire(name).IsAcquired && all.AttemptAcquire().IsAcquired;
    }

    public void Dispose()
    {
        addresses.Dispose();
        all.Dispose();
    }
}
