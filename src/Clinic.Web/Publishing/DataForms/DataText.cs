using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// The text of a data file, in which one value or entry is changed at a time: its comments, order, quotes and line ends
/// stay, and so does every byte that the change does not need. Each change is read again before it counts: it holds
/// what was meant and nothing else.
/// </summary>
public sealed partial class DataText
{
    readonly string original;
    readonly string text;
    readonly YamlPart root;

    DataText(string original, string text, YamlPart root) =>
        (this.original, this.text, this.root) = (original, text, root);

    /// <summary>Null for what cannot be read as a data file.</summary>
    public static DataText? Of(ReadOnlyMemory<byte> bytes) => Of(Encoding.UTF8.GetString(bytes.Span));

    static DataText? Of(string original)
    {
        var plain = original.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return YamlParts.Of(plain) is { } root ? new(original, plain, root) : null;
    }

    public YamlPart Root => root;

    public byte[] Bytes => Encoding.UTF8.GetBytes(original);

    public YamlPart? At(string path) => root.At(path);

    /// <summary>A text in place of another.</summary>
    /// <returns>Null where the file cannot hold it, or has no text there.</returns>
    public DataText? Set(string path, string value)
    {
        if (At(path) is not { IsText: true } part) return null;
        if (part.Value == value) return this;
        var meant = new Meaning(YamlPath.Parent(path), children =>
            children[ChildAt(path)] = Child(path, YamlMeaning.OfText(value)));
        if (ScalarSource.Change(text, part, value) is var (start, end, middle)
            && Changed(meant, new Splice(start, end, ScalarWriting.Within(middle, part.Shape, IndentWithin(part)))) is { } changed)
            return changed;
        return ScalarWriting.Ways(value, part.Shape)
            .Select(way => Changed(meant, new Splice(part.Start, EndOf(part), Led(part, way))))
            .FirstOrDefault(whole => whole is not null);
    }

    // "key:" with nothing behind it is an empty text that begins right there.
    string Led(YamlPart part, string way) =>
        part.Start == part.End && part.Start > 0 && text[part.Start - 1] == ':' ? " " + way : way;

    int EndOf(YamlPart part)
    {
        var end = part.End;
        if (part.Shape is YamlShape.Literal or YamlShape.Folded)
            while (end > part.Start && text[end - 1] is '\n' or ' ') end--;
        return end;
    }

    int IndentWithin(YamlPart part)
    {
        if (part.Shape != YamlShape.Literal) return 0;
        var at = text.IndexOf('\n', part.Start) + 1;
        return text.AsSpan(at).IndexOfAnyExcept(' ') is > 0 and var indent ? indent : 2;
    }

    /// <summary>What a change means: at one list or mapping, how what lies in it is different afterwards.</summary>
    sealed record Meaning(string Container, Action<List<string>> Change);

    readonly record struct Splice(int Start, int End, string Text);

    DataText? Changed(Meaning meant, params IReadOnlyList<Splice> splices)
    {
        var changed = original;
        foreach (var splice in splices.OrderByDescending(splice => splice.Start))
        {
            var replacement = splice.Text.Replace("\n", LineEnd, StringComparison.Ordinal);
            changed = string.Concat(changed.AsSpan(0, InOriginal(splice.Start)), replacement,
                changed.AsSpan(InOriginal(splice.End)));
        }
        return Of(changed) is { } read && YamlMeaning.Of(read.root) == YamlMeaning.Of(root, meant.Container,
            meant.Change) ? read : null;
    }

    int ChildAt(string path) => At(YamlPath.Parent(path))!.IndexOf(YamlPath.Last(path));

    string Child(string path, string meaning) =>
        At(YamlPath.Parent(path))!.IsMap ? YamlMeaning.OfPair(YamlPath.Last(path), meaning) : meaning;

    string LineEnd => original.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>The place in the bytes' own text of a place in the text with line ends of one character.</summary>
    int InOriginal(int place)
    {
        var (line, column) = (text.AsSpan(0, place).Count('\n'), place - LineStart(place));
        var at = original.Length - original.TrimStart('\uFEFF').Length;
        for (; line > 0; line--) at = EndOfLine(at);
        return at + column;
    }

    int EndOfLine(int at)
    {
        for (; at < original.Length; at++)
        {
            if (original[at] == '\r' && at + 1 < original.Length && original[at + 1] == '\n') return at + 2;
            if (original[at] is '\n' or '\r' or '\f' or '\u0085' or '\u2028' or '\u2029') return at + 1;
        }
        return at;
    }
}
