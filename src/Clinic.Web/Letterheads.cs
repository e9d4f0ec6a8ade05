using Clinic.Web.Articles;
using Clinic.Web.Delivery;
using Clinic.Web.Editorial;

namespace Clinic.Web;

/// <summary>Brings the clinic's profile and the reviews due to the room that writes mails, which does not know the content folder.</summary>
static class Letterheads
{
    public static Letterhead Of(ClinicProfile clinic) => new(
        clinic.Name,
        clinic.PhoneShown,
        $"{clinic.Address.Street}, {clinic.Address.City}, {clinic.Address.Region} {clinic.Address.PostalCode}",
        clinic.TimeZone);

    public static string? ReviewsDue(Shelf shelf) => ReviewReport.Of(shelf);
}
