using System.Globalization;
using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// The names by which files and texts call an entry, made from what people typed where they gave none.
/// </summary>
static class ShortNames
{
    const int Longest = 40;

    /// <param name="taken">Names of other entries.</param>
    public static string Of(string typed, FormGroup form, IReadOnlyCollection<string> taken)
    {
        if (typed.Trim().Length > 0) return typed.Trim();
        var first = form.Fields.FirstOrDefault(field =>
            field.Asked.IsRequired && field.Kind is ValueKind.Text or ValueKind.LongText)?.Shown ?? "";
        var year = form.Fields.FirstOrDefault(field => field.Asked.Key == "year")?.Shown;
        // A source goes by its first author and year, as in short2018.
        var name = year is null ? From(first) : From(first.Split(' ', ',')[0])
            .Replace("-", "", StringComparison.Ordinal) + From(year);
        return Free(name, taken);
    }

    /// <summary>Gives a short name to a new entry that holds it as one of its values.</summary>
    public static void Fill(FormGroup form, FormList list, FormReading reading)
    {
        if (form.Fields.FirstOrDefault(field => field.Kind == ValueKind.ShortName) is not { Shown.Length: 0 } field)
            return;
        var taken = list.Entries.Select(entry =>
            reading.Text.At(YamlPath.Child(entry.Path, field.Asked.Key))?.Value ?? "").ToList();
        field.Typed = Free(From(form.Fields.FirstOrDefault(other =>
            other.Kind == ValueKind.Text && other.Shown.Length > 0)?.Shown ?? ""), taken);
    }

    static string Free(string name, IReadOnlyCollection<string> taken)
    {
        if (name.Length == 0) return name;
        var free = name;
        for (var letter = 'b'; taken.Contains(free) && letter <= 'z'; letter++)
            free = char.IsAsciiDigit(name[^1]) ? $"{name}{letter}" : $"{name}-{letter}";
        return free;
    }

    static string From(string words)
    {
        var name = new StringBuilder();
        foreach (var letter in words.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’' or '.') && name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length >= Longest) break;
        }
        return name.ToString().Trim('-');
    }
}
