namespace Clinic.Web.Consultations;

/// <summary>Notices a slip in a well-known mail domain. A hint only: what was typed is never changed.</summary>
public static class MailDomains
{
    static readonly string[] WellKnown = ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "comcast.net", "verizon.net", "msn.com", "live.com", "att.net", "protonmail.com", "proton.me"];

    /// <summary>The address that was probably meant, or null.</summary>
    public static string? ProbablyMeant(string email)
    {
        if (!EmailAddress.TryParse(email, out var address)) return null;
        var at = address!.Value.IndexOf('@', StringComparison.Ordinal);
        var domain = address.Value[(at + 1)..];
        if (WellKnown.Contains(domain)) return null;
        var meant = WellKnown.FirstOrDefault(known => IsOneSlip(domain, known));
        return meant is null ? null : string.Concat(address.Value.AsSpan(0, at + 1), meant);
    }

    // One letter wrong, missing, too many or swapped with its neighbour.
    static bool IsOneSlip(string typed, string known)
    {
        if (Math.Abs(typed.Length - known.Length) > 1) return false;
        var same = typed.Zip(known).TakeWhile(pair => pair.First == pair.Second).Count();
        var left = typed.AsSpan(same);
        var right = known.AsSpan(same);
        if (typed.Length == known.Length)
            return left[1..].SequenceEqual(right[1..]) || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]));
        return typed.Length > known.Length ? left[1..].SequenceEqual(right) : left.SequenceEqual(right[1..]);
    }
}
