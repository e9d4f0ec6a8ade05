namespace Clinic.Web.Delivery;

/// <summary>How many conversations with the mail server there may be at once, whoever has them.</summary>
public sealed class MailConnections
{
    /// <summary>Some providers refuse a fourth connection.</summary>
    public const int Most = 3;

    int free = Most;

    public bool TryTake()
    {
        while (true)
        {
            var seen = Volatile.Read(ref free);
            if (seen == 0) return false;
            if (Interlocked.CompareExchange(ref free, seen - 1, seen) == seen) return true;
        }
    }

    public void GiveBack() => Interlocked.Increment(ref free);
}
