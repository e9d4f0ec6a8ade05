using System.Globalization;
using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// Which characters of a text file make which characters of a value, so that a change within the value touches only its
/// own characters: the other lines and the quoting of a long value stay.
/// </summary>
sealed class ScalarSource
{
    readonly StringBuilder value = new();
    // Where each character of the value begins, and behind the last one where the value ends.
    readonly List<int> starts = [];

    ScalarSource()
    {
    }

    /// <summary>The text between the same characters at both ends of an old and a new value.</summary>
    public static (int Start, int End, string Middle)? Change(string text, YamlPart part, string wanted)
    {
        if (Of(text, part) is not { } source || wanted.Length == 0 || part.Value.Length == 0) return null;
        var old = part.Value;
        var same = old.AsSpan().CommonPrefixLength(wanted);
        var tail = 0;
        while (tail < Math.Min(old.Length, wanted.Length) - same && old[^(tail + 1)] == wanted[^(tail + 1)]) tail++;
        return (source.starts[same], source.starts[old.Length - tail], wanted[same..(wanted.Length - tail)]);
    }

    /// <summary>Null where the value is written in a way that is not followed here.</summary>
    static ScalarSource? Of(string text, YamlPart part)
    {
        var source = new ScalarSource();
        switch (part.Shape)
        {
            case YamlShape.Literal:
                source.ReadLines(text, part);
                break;
            case YamlShape.Plain:
                source.ReadFlow(text, part.Start, part.End, quote: '\0');
                break;
            case YamlShape.Single or YamlShape.Double:
                source.ReadFlow(text, part.Start + 1, part.End - 1, text[part.Start]);
                break;
            default: return null;
        }
        return source.value.ToString() == part.Value ? source : null;
    }

    void ReadFlow(string text, int start, int end, char quote)
    {
        for (var at = start; at < end;)
        {
            var (length, letters) = text[at] switch
            {
                '\n' or ' ' or '\t' when Fold(text, at, end) is { } fold => fold,
                '\'' when quote == '\'' => (2, "'"),
                '\\' when quote == '"' => Escape(text, at),
                var letter => (1, letter.ToString()),
            };
            Add(letters, at);
            at += length;
        }
        starts.Add(end);
    }

    // The end of a line with the spaces around it is a space, and each empty line a line break.
    static (int Length, string Letters)? Fold(string text, int at, int end)
    {
        var stop = at;
        while (stop < end && text[stop] is ' ' or '\t' or '\n') stop++;
        var breaks = text.AsSpan(at, stop - at).Count('\n');
        return breaks == 0 ? null : (stop - at, breaks == 1 ? " " : new('\n', breaks - 1));
    }

    static (int Length, string Letters) Escape(string text, int at) => text[at + 1] switch
    {
        'n' => (2, "\n"),
        't' => (2, "\t"),
        'x' or 'u' or 'U' => Numbered(text, at),
        var letter => (2, letter.ToString()),
    };

    static (int Length, string Letters) Numbered(string text, int at)
    {
        var digits = text[at + 1] switch { 'x' => 2, 'u' => 4, _ => 8 };
        return int.TryParse(text.AsSpan(at + 2, Math.Min(digits, text.Length - at - 2)), NumberStyles.HexNumber,
            CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number)
                ? (digits + 2, new Rune(number).ToString()) : (1, "\\");
    }

    void ReadLines(string text, YamlPart part)
    {
        var at = text.IndexOf('\n', part.Start) + 1;
        var indent = 0;
        while (at + indent < text.Length && text[at + indent] == ' ') indent++;
        while (at > 0 && at < part.End)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            var start = Math.Min(at + indent, end);
            for (var letter = start; letter < end; letter++) Add(text[letter].ToString(), letter);
            if (value.Length < part.Value.Length) Add("\n", end);
            at = end + 1;
        }
        starts.Add(Math.Min(at, text.Length));
    }

    void Add(string letters, int at)
    {
        foreach (var letter in letters)
        {
            value.Append(letter);
            starts.Add(at);
        }
    }
}
