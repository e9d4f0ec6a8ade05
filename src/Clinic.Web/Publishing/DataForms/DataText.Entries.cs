using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>Entries of lists and keys of mappings: added, taken away, moved.</summary>
public sealed partial class DataText
{
    /// <param name="key">Of a mapping; null for a list.</param>
    /// <param name="index">The place that it takes; the last one if none is given.</param>
    public DataText? Add(string container, string? key, NewValue value, int? index = null)
    {
        if (At(container) is not { } part) return null;
        var meaning = key is null ? value.Meaning : YamlMeaning.OfPair(key, value.Meaning);
        if (part.IsText)
            return part.Value.Length == 0 && container.Length > 0 ? Begin(container, part, key, value) : null;
        if (part.IsMap == key is null || (key is not null && part.IndexOf(key) >= 0)) return null;
        var at = Math.Clamp(index ?? part.Items.Count, 0, part.Items.Count);
        var sibling = part.Items.Count == 0 ? null : part.Items[Math.Max(0, at - 1)];
        return Changed(new(container, children => children.Insert(at, meaning)),
            part.IsFlow || sibling is null ? InLine(part, at,
                Named(key, value.Flow(value is NewValue.Text ? null : sibling)))
                : AsLines(part, at, key, value, sibling));
    }

    public DataText? Remove(string path)
    {
        if (At(YamlPath.Parent(path)) is not { IsText: false } part
            || part.IndexOf(YamlPath.Last(path)) is not (>= 0 and var index)) return null;
        var meant = new Meaning(YamlPath.Parent(path), children => children.RemoveAt(index));
        if (part.IsFlow) return Changed(meant, OutOfLine(part, index));
        if (part.Items.Count == 1) return RemoveOnly(meant, part);
        return FirstOf(part, index) is var start && IsAloneFrom(start) ? Changed(meant, WholeLines(part, index))
            : index + 1 < part.Items.Count ? Changed(meant, new Splice(start, FirstOf(part, index + 1), "")) : null;
    }

    /// <summary>Lets an entry and the next one change places.</summary>
    public DataText? SwapWithNext(string path)
    {
        if (At(YamlPath.Parent(path)) is not { IsText: false } part
            || part.IndexOf(YamlPath.Last(path)) is not (>= 0 and var index)
            || index + 1 >= part.Items.Count) return null;
        var ((start, end), (next, last)) = (Span(part, index), Span(part, index + 1));
        return Changed(new(YamlPath.Parent(path), children =>
            (children[index], children[index + 1]) = (children[index + 1], children[index])),
            new Splice(start, end, text[next..last]), new Splice(next, last, text[start..end]));
    }

    /// <summary>Gives a list of texts these entries; those that it has already stay as they are written.</summary>
    public DataText? SetItems(string path, IReadOnlyList<string> items)
    {
        if (At(path) is not { IsText: false, IsMap: false } part) return null;
        var old = part.Items.Select(item => item.Value).ToList();
        var same = old.Zip(items).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = 0;
        while (tail < Math.Min(old.Count, items.Count) - same && old[^(tail + 1)] == items[^(tail + 1)]) tail++;
        var (gone, come) = (old.Count - same - tail, items.Count - same - tail);
        var changed = this;
        for (var at = 0; at < Math.Min(gone, come); at++)
            changed = changed?.Set(YamlPath.Child(path, same + at), items[same + at]);
        for (var at = come; at < gone; at++) changed = changed?.Remove(YamlPath.Child(path, same + come));
        for (var at = gone; at < come; at++) changed = changed?.Add(path, null, new NewValue.Text(items[same + at]),
            same + at);
        return changed;
    }

    static string Named(string? key, string value) => key is null ? value : $"{ScalarWriting.New(key)}: {value}";

    DataText? Begin(string container, YamlPart empty, string? key, NewValue value)
    {
        var index = ChildAt(container);
        var (open, close) = key is null ? ('[', ']') : ('{', '}');
        var meaning = key is null ? $"[{value.Meaning}]" : YamlMeaning.OfMap([(key, value.Meaning)]);
        return Changed(new(YamlPath.Parent(container), children => children[index] = Child(container, meaning)),
            new Splice(empty.Start, EndOf(empty), Led(empty, $"{open}{Named(key, value.Flow(null))}{close}")));
    }

    Splice InLine(YamlPart part, int at, string written)
    {
        if (part.Items.Count == 0) return new(part.Start + 1, part.Start + 1, written);
        if (at > 0) return new(EndOf(part.Items[at - 1]), EndOf(part.Items[at - 1]), $", {written}");
        return new(FirstOf(part, 0), FirstOf(part, 0), $"{written}, ");
    }

    Splice OutOfLine(YamlPart part, int index)
    {
        var (start, end) = Span(part, index);
        if (index > 0) return new(Span(part, index - 1).End, end, "");
        return new(start, part.Items.Count > 1 ? Span(part, 1).Start : end, "");
    }

    Splice AsLines(YamlPart part, int at, string? key, NewValue value, YamlPart sibling)
    {
        var first = FirstOf(part, Math.Max(0, at - 1));
        var indent = new string(' ', first - LineStart(first));
        var blank = part.Items.Count > 1 && IsBlankAbove(FirstOf(part, part.Items.Count - 1)) ? "\n" : "";
        var written = string.Join('\n', Written(key, value, sibling).Select(line => indent + line));
        if (at == 0) return new(LineStart(first), LineStart(first), $"{written}\n{blank}");
        var end = LineEndAt(LastOf(part, at - 1));
        return new(end, end, $"\n{blank}{written}");
    }

    static IEnumerable<string> Written(string? key, NewValue value, YamlPart sibling)
    {
        if (value is not NewValue.Map map || sibling.Shape != YamlShape.Map || map.Pairs.Count == 0)
            return [key is null ? $"- {value.Flow(sibling)}" : Named(key, value.Flow(sibling))];
        var lines = map.Lines(sibling);
        return key is null ? lines.Select((line, at) => (at == 0 ? "- " : "  ") + line)
            : lines.Select(line => "  " + line).Prepend($"{ScalarWriting.New(key)}:");
    }

    DataText? RemoveOnly(Meaning meant, YamlPart part)
    {
        var empty = part.IsMap ? "{}" : "[]";
        var lines = WholeLines(part, 0);
        var colon = part.Start - 1;
        while (colon >= 0 && text[colon] != ':') colon--;
        return part == root || colon < 0 || colon > lines.Start ? Changed(meant, lines with { Text = empty + "\n" })
            : Changed(meant, new Splice(colon + 1, colon + 1, " " + empty), lines);
    }

    // An empty line that parted it from the next one goes with it.
    Splice WholeLines(YamlPart part, int index)
    {
        var start = LineStart(FirstOf(part, index));
        var end = Math.Min(LineEndAt(LastOf(part, index)) + 1, text.Length);
        if (IsBlankAbove(start) && (end >= text.Length || text[end] == '\n'))
        {
            if (end < text.Length) end++;
            else start--;
        }
        return new(start, end, "");
    }

    (int Start, int End) Span(YamlPart part, int index)
    {
        var (start, end) = (FirstOf(part, index), LastOf(part, index));
        return part.IsFlow ? (start, end) : (start, LineEndAt(end));
    }

    /// <summary>The key or the hyphen with which an entry begins.</summary>
    int FirstOf(YamlPart part, int index)
    {
        if (part.IsMap) return part.Keys[index].Start;
        var start = part.Items[index].Start;
        if (part.IsFlow) return start;
        for (start--; start >= 0 && text[start] != '-'; start--)
        {
        }
        return Math.Max(0, start);
    }

    int LastOf(YamlPart part, int index)
    {
        var end = part.Items[index].End;
        if (!part.IsFlow) while (end > 0 && text[end - 1] is '\n' or ' ') end--;
        return end;
    }

    int LineStart(int place) => place == 0 ? 0 : text.LastIndexOf('\n', place - 1) + 1;

    int LineEndAt(int place) => text.IndexOf('\n', place) is >= 0 and var end ? end : text.Length;

    bool IsAloneFrom(int place) => text.AsSpan(LineStart(place)..place).IsWhiteSpace();

    bool IsBlankAbove(int place)
    {
        var start = LineStart(place);
        return start > 1 && text[start - 1] == '\n' && text[start - 2] == '\n';
    }
}
