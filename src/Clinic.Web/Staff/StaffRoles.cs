using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff;

/// <summary>What somebody is at the clinic. One person may be several.</summary>
[Flags]
public enum StaffRoles
{
    None = 0,
    /// <summary>Invites and removes people, and sees who did what.</summary>
    Owner = 1,
    /// <summary>Reads requests and answers them.</summary>
    FrontDesk = 2,
    /// <summary>Edits texts; never reads a request.</summary>
    Writer = 4,
    /// <summary>Signs medical texts; never reads a request.</summary>
    Clinician = 8,
}

/// <summary>The words by which commands and the database know the roles.</summary>
public static class StaffRoleWords
{
    static readonly StoredWords<StaffRoles> Words = new(
        (StaffRoles.Owner, "owner"), (StaffRoles.FrontDesk, "front-desk"), (StaffRoles.Writer, "writer"),
            (StaffRoles.Clinician, "clinician"));

    static readonly IReadOnlyList<StaffRoles> Single = [StaffRoles.Owner, StaffRoles.FrontDesk, StaffRoles.Writer,
        StaffRoles.Clinician];

    public static IReadOnlyCollection<string> All => [.. Single.Select(role => Words[role])];

    /// <summary>"owner,front-desk".</summary>
    public static string Write(StaffRoles roles) =>
        string.Join(',', Single.Where(role => roles.HasFlag(role)).Select(role => Words[role]));

    /// <summary>False for anything but the words above, parted by commas, at least one.</summary>
    public static bool TryParse(string text, out StaffRoles roles)
    {
        roles = StaffRoles.None;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!All.Contains(word)) return false;
            roles |= Words[word];
        }
        return true;
    }

    /// <summary>"Owner, front desk".</summary>
    public static string Shown(StaffRoles roles)
    {
        var words = Write(roles).Replace('-', ' ').Replace(",", ", ", StringComparison.Ordinal);
        return words.Length == 0 ? "No role" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
