using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;
using Clinic.Web.Editorial;
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
        site);

    public static ClinicCalendar CalendarOf(Func<ClinicProfile> clinic) => new(() => clinic().TimeZone, at => new OpeningHours(clinic()).AnswerBy(at));

    public static string? ReviewsDue(Shelf shelf) => ReviewReport.Of(shelf);
}
