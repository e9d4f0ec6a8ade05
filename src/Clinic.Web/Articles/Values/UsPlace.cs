using System.Text.RegularExpressions;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles.Values;

/// <summary>States by their two letters, and ZIP codes.</summary>
static partial class UsPlace
{
    public static IReadOnlyList<string> ReadStates(YamlMap yaml, string key)
    {
        var states = yaml.List(key);
        yaml.Note(key, ValueKind.List, choices: UsStates.All);
        foreach (var state in states.Where(state => !IsState(state))) Refuse(yaml, key, state);
        foreach (var twice in states.GroupBy(state => state, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yaml.Report(key, $"\"{twice.Key}\" stands here twice.", "each state once.");
        return states;
    }

    public static string ReadState(YamlMap yaml, string key)
    {
        var state = yaml.Text(key, "a state in two letters, such as \"DC\".");
        yaml.Note(key, ValueKind.Choice, choices: UsStates.All);
        if (state.Length > 0 && !IsState(state)) Refuse(yaml, key, state);
        return state;
    }

    public static string ReadPostalCode(YamlMap yaml, string key)
    {
        var code = yaml.Text(key, "a ZIP code in quotes, such as \"20002\".");
        if (code.Length > 0 && !PostalCode().IsMatch(code))
            yaml.Report(key, $"\"{key}: {YamlSource.Short(code)}\" is not a ZIP code.",
                "five digits in quotes, such as \"20002\", or \"20002-1234\".");
        return code;
    }

    public static string ReadCountry(YamlMap yaml, string key)
    {
        var country = yaml.Text(key, "\"US\".");
        if (country is not ("" or "US")) yaml.Report(key,
            $"\"{key}: {YamlSource.Short(country)}\" is not a country that this site can serve.",
            "\"US\": numbers, states, prices and laws are those of the United States.");
        return country;
    }

    static bool IsState(string code) => UsStates.All.Any(state => state.Code == code);

    static void Refuse(YamlMap yaml, string key, string state)
    {
        var meant = UsStates.All.FirstOrDefault(known =>
            new[] { known.Code, known.Name }.Contains(state.Trim(), StringComparer.OrdinalIgnoreCase)).Code;
        yaml.Report(key, $"\"{YamlSource.Short(state)}\" is not a state in two letters.", meant is null
            ? "two capital letters for each state, with commas between them: \"states: [DC, MD, VA]\"."
            : $"\"{meant}\".");
    }

    [GeneratedRegex(@"^\d{5}(-\d{4})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PostalCode();
}
