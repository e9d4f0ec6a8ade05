using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Clinic;

namespace Clinic.Web.Search;

/// <summary>What the boxes of clinic data say, in sentences: hours, address and prices stand in no text.</summary>
public sealed class ClinicFacts(ClinicProfile clinic, CostList costs)
{
    public string Of(string box) => box switch
    {
        ContentBoxes.Hours => $"We are open {string.Join("; ", new OpeningHours(clinic).Summary())}{Closed()}",
        ContentBoxes.Address => $"{clinic.Address.Street}, {clinic.Address.City}, {clinic.Address.Region} "
            + $"{clinic.Address.PostalCode}. {clinic.Directions}",
        ContentBoxes.Phone => $"Call {clinic.PhoneShown}.",
        ContentBoxes.Email => $"Write to {clinic.Email}.",
        ContentBoxes.States => clinic.StatesServed,
        ContentBoxes.People => string.Join('\n', clinic.People.Values.Select(Introduced)),
        ContentBoxes.Costs => string.Join('\n', costs.Items.Select(item =>
            $"{item.Name}: {DisplayFormat.Price(item.Price)} {item.Unit}. {item.Includes}")),
        _ => "",
    };

    public static string WorkingDays(int days) => days == 1 ? "one working day" : $"{days} working days";

    string Closed()
    {
        var days = clinic.Hours.Where(day => day.Opens is null).Select(day => day.Day.ToString()).ToList();
        var holidays = clinic.Holidays.Select(holiday => holiday.Name).Distinct(StringComparer.Ordinal).ToList();
        return (days.Count == 0 ? "" : $" Closed on {string.Join(" and ", days)}.")
            + (holidays.Count == 0 ? "" : $" Closed on these holidays: {string.Join(", ", holidays)}.");
    }

    static string Introduced(Person person)
    {
        var credential = person.Credential is { } held ? $", {held}" : "";
        return $"{person.Role}: {person.Name}{credential}{(person.IsPlaceholder ? " (a placeholder)" : "")}.";
    }
}
