namespace Clinic.Web.Staff;

/// <param name="Id">Stands for the person in the audit trail and in every table; never changes and never used twice.</param>
public sealed record StaffPerson(string Id, string Name, string Email, StaffRoles Roles);

/// <summary>Somebody is signed in in one browser.</summary>
/// <param name="Key">The hash of the browser's token: names the session without opening it.</param>
/// <param name="Touched">When the passkey was touched last.</param>
public sealed record StaffSession(string Key, StaffPerson Person, string Browser, DateTimeOffset Began,
    DateTimeOffset Seen, DateTimeOffset Touched)
{
    /// <summary>How long a touch of the passkey counts for what must not be done from a browser left open.</summary>
    public static readonly TimeSpan FreshTouch = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public bool IsFresh(DateTimeOffset now) => now - Touched <= FreshTouch;
}

/// <summary>What a browser holds to be known again; whoever holds it is signed in. Only its hash is kept.</summary>
public sealed record StaffToken(string Value)
{
    const int Bytes = 32;

    public static StaffToken Next() => new(RandomSecret.Next(Bytes));

    public string Hash => RandomSecret.HashOf(Value);
}
