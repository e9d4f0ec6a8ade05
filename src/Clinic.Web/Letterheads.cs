using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;
using Clinic.Web.Editorial;
using Clinic.Web.Publishing;
using Clinic.Web.Site;

namespace Clinic.Web;

/// <summary>Brings the clinic's profile and the reviews due to the rooms that do not know the content folder.</summary>
static class Letterheads
{
    public static Letterhead Of(ClinicProfile clinic, Uri site) => new(
        clinic.Name,
        clinic.PhoneShown,
        $"{clinic.Address.Street}, {clinic.Address.City}, {clinic.Address.Region} {clinic.Address.PostalCode}",
        clinic.TimeZone,
        site,
        $"If you are in danger now, call {clinic.Emergency.Call}. In despair, {InDespair(clinic)}, at any hour.");

    /// <summary>"call or text 988", or whatever the clinic's profile says.</summary>
    public static string InDespair(ClinicProfile clinic) => clinic.Lifeline switch
    {
        { Text: null } line => $"call {line.Call}",
        { Call: var call, Text: var text } when call == text => $"call or text {call}",
        var line => $"call {line.Call} or text {line.Text}",
    };

    public static ClinicCalendar CalendarOf(Func<ClinicProfile> clinic) => new(() => clinic().TimeZone, at => new OpeningHours(clinic()).AnswerBy(at));

    public static ContentHealth ContentHealth(ShownContent content)
    {
        var older = content.Older();
        return new(content.Errors(), content.IsFolderLost, older.Count > 0 ? older.Min(version => version.Since) : null, [.. older.Select(version => version.ToString())]);
    }

    public static string? ReviewsDue(Shelf shelf) => ReviewReport.Of(shelf);
}
