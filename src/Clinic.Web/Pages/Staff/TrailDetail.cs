using System.Buffers.Text;
using System.Globalization;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>
/// What an entry says besides its kind: words to read, and hashes that whoever verifies the log compares. It is kept in
/// codes, which the seal of the entry covers, and said in words here.
/// </summary>
public sealed record TrailDetail(string Words, IReadOnlyList<string> Hashes)
{
    const int HashLength = 43;

    public static TrailDetail Of(AuditEntry entry, TrailNames names)
    {
        var parts = entry.Detail.Split(' ').ToLookup(IsHash);
        return new(Said(entry.What, string.Join(' ', parts[false]).TrimEnd(','), names), [.. parts[true]]);
    }

    static string Said(AuditEvent what, string kept, TrailNames names) => what switch
    {
        AuditEvent.Attempted or AuditEvent.Answered =>
            AnsweringWords.Steps.Find(kept) is { } step ? StepWords.Of(step) : kept,
        AuditEvent.Delivered or AuditEvent.Unclear or AuditEvent.Stalled => Mail(kept),
        AuditEvent.StaffInvited or AuditEvent.RolesChanged =>
            StaffRoleWords.TryParse(kept, out var roles) ? StaffRoleWords.Shown(roles) : kept,
        AuditEvent.TextSigned => $"as {names.Signer(kept)}",
        AuditEvent.SignerNamed => kept.Length == 0 ? "signs as nobody now" : $"signs as {names.Signer(kept)}",
        AuditEvent.ReaderLetIn => LetIn(kept),
        _ => string.Join(' ', kept.Split(' ').Select(names.Person)),
    };

    // "Receipt, attempt 1, refused (550)"
    static string Mail(string kept) => kept.Split(',', 2) is [var word, .. var rest]
        && StoredWords.Kinds.Find(word) is { } kind ? string.Join(',', [MailWords.Of(kind), .. rest]) : kept;

    // "to 3"
    static string LetIn(string kept) => int.TryParse(kept.Split(' ')[^1], CultureInfo.InvariantCulture, out var count)
        ? count == 1 ? "one request or note" : $"{count} requests and notes" : kept;

    static bool IsHash(string part) => part.Length == HashLength && Base64Url.IsValid(part);
}
