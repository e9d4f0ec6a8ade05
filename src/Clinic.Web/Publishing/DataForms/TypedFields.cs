using System.Globalization;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>What somebody posted from a form of a data file.</summary>
/// <param name="Values">By the path of the field within its form.</param>
/// <param name="Was">What stood in the fields when the form was opened.</param>
public sealed record TypedFields(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, IReadOnlyDictionary<string,
    string> Was)
{
    public const int LongestValue = 20_000;
    public const string Opens = ".opens";
    public const string Closes = ".closes";
    public const string Closed = ".closed";

    /// <summary>The short name of a new entry.</summary>
    public string Key { get; init; } = "";

    /// <summary>Answers to what was asked: by field, what was meant.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>For whom mine or theirs was chosen: by field, whether it is mine.</summary>
    public IReadOnlyDictionary<string, bool> Mine { get; init; } = new Dictionary<string, bool>();

    public static string NameOf(string path, string at) =>
        path == at ? "" : at.Length == 0 ? path : path[(at.Length + 1)..];

    /// <summary>
    /// Sets what was typed beside what the file has, and what is wrong with it before any rule of the file reads it.
    /// </summary>
    public void Fill(DataField field, string at)
    {
        var name = NameOf(field.Path, at);
        if (Answers.TryGetValue(name, out var meant)) field.Typed = meant;
        else if (TypedIn(field, name) is { } typed) field.Typed = typed;
        else return;
        // Untouched here: what somebody else made of it meanwhile stays.
        if (Was.TryGetValue(name, out var was) && field.Typed == was) field.Typed = null;
        if (!field.IsChanged) return;
        field.Wrong = [.. field.Wrong, .. WrongWith(field)];
        if (field.Wrong.Count == 0) field.Question = TypedQuestion.About(field.Kind, field.Typed!);
        if (was is null || was == field.Value) return;
        if (!Mine.TryGetValue(name, out var isMine)) field.Theirs = field.Value;
        else if (!isMine) field.Typed = null;
    }

    string? TypedIn(DataField field, string name) => field.Kind switch
    {
        ValueKind.Hours => HoursIn(field, name),
        ValueKind.Flag when Was.ContainsKey(name) => Values.ContainsKey(name) ? "true" : field.IsThere ? "false" : "",
        ValueKind.List when field.Asked.Choices.Count > 0 && Was.ContainsKey(name) =>
            Chosen(field, Values.GetValueOrDefault(name) ?? []),
        ValueKind.List when Values.TryGetValue(name, out var lines) => string.Join('\n', lines
            .SelectMany(line => line.ReplaceLineEndings("\n").Split('\n')).Select(line => line.Trim())
                .Where(line => line.Length > 0)),
        _ => Values.TryGetValue(name, out var words)
            ? string.Concat(words.Take(1)).ReplaceLineEndings("\n").Trim() : null,
    };

    static string Chosen(DataField field, IReadOnlyList<string> chosen)
    {
        var before = field.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', before.Where(chosen.Contains).Concat(chosen.Except(before)));
    }

    string? HoursIn(DataField field, string name)
    {
        if (!Values.TryGetValue(name + Opens, out var from) || !Values.TryGetValue(name + Closes, out var until))
            return null;
        var (opens, closes) = (Time(string.Concat(from)), Time(string.Concat(until)));
        var before = HoursOf(field.Value);
        if (Values.ContainsKey(name + Closed))
        {
            if ((opens, closes) is not ("", "") && (opens, closes) != before)
                field.Wrong = ["It is ticked as closed and has times, too. Take one of them away."];
            return (opens, closes) is ("", "") || (opens, closes) == before ? "closed" : $"{opens}-{closes}";
        }
        return (opens, closes) == before && field.Value != "closed" ? field.Value : $"{opens}-{closes}";
    }

    /// <summary>From when to when; both empty for a closed day.</summary>
    public static (string Opens, string Closes) HoursOf(string value) =>
        value.Split('-', '–') is [var opens, var closes] ? (Time(opens), Time(closes)) : ("", "");

    static string Time(string typed) =>
        TimeOnly.TryParseExact(typed.Trim(), ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time)
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : typed.Trim();

    static IEnumerable<string> WrongWith(DataField field)
    {
        var typed = field.Typed!;
        if (typed.Length > LongestValue)
            yield return $"This is longer than {LongestValue:N0} characters. Write it shorter.";
        if (typed.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')))
            yield return "A character in it cannot be shown. Type the words here instead of pasting them.";
        if (typed.Contains('\n', StringComparison.Ordinal) && field.Kind is not (ValueKind.LongText or ValueKind.List))
            yield return "Only one line fits here.";
    }
}
