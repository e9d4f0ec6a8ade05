using System.Globalization;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Pages;

/// <summary>The names behind what entries of the log hold: keys of people, and what a mail is about.</summary>
/// <param name="staff">By their ids, also of those who left.</param>
/// <param name="signers">By their keys in clinic.yaml.</param>
public sealed class TrailNames(IReadOnlyDictionary<string, string> staff, IReadOnlyDictionary<string, Person> signers)
{
    public static readonly TrailNames None =
        new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, Person>(StringComparer.Ordinal));

    /// <summary>The name of one of the staff, or what stands there itself, such as a user of the server.</summary>
    public string Person(string id) => staff.GetValueOrDefault(id, id);

    public string Who(string id) => id == AuditEntry.Site ? "the website" : Person(id);

    public string Signer(string key) => signers.GetValueOrDefault(key)?.Name ?? key;

    /// <summary>A reference, a file, somebody, or the day of a daily mail; nothing for what names only a letter.</summary>
    public string About(string? about) => about switch
    {
        null => "",
        _ when about.StartsWith(QueuedMail.Letter, StringComparison.Ordinal) => "",
        _ when QueuedMail.DayOf(about) is { } day => DisplayFormat.Date(day),
        _ => Person(about),
    };
}
