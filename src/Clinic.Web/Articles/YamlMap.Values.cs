using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>Values that are more than words.</summary>
public sealed partial class YamlMap
{
    // Years with a slip in them are found, and a year can be added to any date.
    static readonly DateOnly FirstDay = new(1900, 1, 1);
    static readonly DateOnly LastDay = new(2100, 1, 1);
    static readonly string[] MinuteForms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"];

    public DateOnly Date(string key)
    {
        var expected = $"a date such as \"{key}: 2026-10-05\".";
        Demand(key, ValueKind.Date, expected);
        return OptionalDate(key) ?? Missing<DateOnly>(key, expected);
    }

    public DateOnly? OptionalDate(string key)
    {
        Note(key, ValueKind.Date);
        if (Optional(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date > FirstDay && date < LastDay) return date;
        Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not a date.",
            $"year-month-day, such as \"{key}: 2026-10-05\".");
        return LastDay;
    }

    /// <summary>A day, which begins at midnight, or a minute of it; by the clinic's clock.</summary>
    public DateTime Minute(string key) => OptionalMinute(key)
        ?? Missing<DateTime>(key, $"a date such as \"{key}: 2026-10-05\".");

    public DateTime? OptionalMinute(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateTime.TryParseExact(text, MinuteForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            && DateOnly.FromDateTime(minute) is var day && day > FirstDay && day < LastDay) return minute;
        Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not a date.",
            $"year-month-day, such as \"{key}: 2026-10-05\", with a time or without, such as \"{key}: 2026-10-05 14:30\".");
        return LastDay.ToDateTime(TimeOnly.MinValue);
    }

    public bool Flag(string key)
    {
        Note(key, ValueKind.Flag);
        switch (Optional(key))
        {
            case null or "false": return false;
            case "true": return true;
            default:
                Report(key, $"\"{key}\" is neither true nor false.",
                    $"\"{key}: true\" or \"{key}: false\".");
                return false;
        }
    }

    public int WholeNumber(string key, int least, int most)
    {
        var expected = WholeNumberFrom(key, least, most);
        Demand(key, ValueKind.Number, expected);
        return OptionalWholeNumber(key, least, most) ?? Missing<int>(key, expected);
    }

    public int? OptionalWholeNumber(string key, int least, int most)
    {
        var expected = WholeNumberFrom(key, least, most);
        Note(key, ValueKind.Number, expected);
        if (Optional(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most) return number;
        Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not a whole number from {least} to {most}.", expected);
        return least;
    }

    static string WholeNumberFrom(string key, int least, int most) =>
        $"a whole number from {least} to {most}, such as \"{key}: {least}\".";

    public IReadOnlyList<string> List(string key)
    {
        Note(key, ValueKind.List);
        switch (Find(key))
        {
            case null: return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.SelectMany(item => ItemsOf((YamlScalarNode)item, key))];
            default:
                Report(key, $"\"{key}\" is not a list.", $"\"{key}: [one, two]\".");
                return [];
        }
    }

    string[] ItemsOf(YamlScalarNode item, string key)
    {
        var text = item.Value ?? "";
        if (!text.Contains(';', StringComparison.Ordinal)) return [text];
        asked.At(key).Add(source.Report(item.Start,
            $"\"{YamlSource.Short(text)}\" is one entry of \"{key}\", since a semicolon parts none.",
            $"commas between the entries: \"{key}: [one, two]\"."));
        return text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
