using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Clinic.Web.Articles;

public enum YamlShape { Plain, Single, Double, Literal, Folded, List, FlowList, Map, FlowMap }

/// <summary>A value of a YAML text, with the place where it stands.</summary>
/// <param name="Start">Of the first character, from 0.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="Value">Of a text; empty for a list or a mapping.</param>
/// <param name="Keys">Of a mapping, one for each item; of a list none.</param>
public sealed record YamlPart(YamlShape Shape, int Start, int End, string Value, IReadOnlyList<YamlPart> Keys,
    IReadOnlyList<YamlPart> Items)
{
    public bool IsText => Shape <= YamlShape.Folded;

    public bool IsMap => Shape is YamlShape.Map or YamlShape.FlowMap;

    public bool IsFlow => Shape is YamlShape.FlowList or YamlShape.FlowMap;

    /// <summary>The place of a key or of the number of an entry; -1 where there is none.</summary>
    public int IndexOf(string name)
    {
        if (!IsMap) return int.TryParse(name, out var index) && index >= 0 && index < Items.Count ? index : -1;
        for (var at = 0; at < Keys.Count; at++)
        {
            if (Keys[at].Value == name) return at;
        }
        return -1;
    }

    public YamlPart? At(string path)
    {
        var part = this;
        foreach (var name in YamlPath.Parts(path))
        {
            if (part.IndexOf(name) is >= 0 and var index) part = part.Items[index];
            else return null;
        }
        return part;
    }
}

/// <summary>The places of all values of a YAML text, for those who change one and leave the rest as it is.</summary>
public static class YamlParts
{
    /// <param name="text">With line ends of one character.</param>
    /// <returns>Null for what a reader refuses, too.</returns>
    public static YamlPart? Of(string text)
    {
        try
        {
            var events = YamlSource.Events(text);
            events.Consume<StreamStart>();
            events.Consume<DocumentStart>();
            var root = Read(events, text);
            events.Consume<DocumentEnd>();
            return events.Accept<StreamEnd>(out _) ? root : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    static YamlPart Read(IParser events, string text)
    {
        var start = (int)events.Current!.Start.Index;
        if (events.TryConsume<Scalar>(out var scalar))
        {
            var end = Math.Min((int)scalar.End.Index, text.Length);
            if (scalar.Style == ScalarStyle.Plain)
                while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
            return new(ShapeOf(scalar.Style), start, end, scalar.Value, [], []);
        }
        if (events.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<YamlPart>();
            while (!events.Accept<SequenceEnd>(out _)) items.Add(Read(events, text));
            var isFlow = list.Style == SequenceStyle.Flow;
            return new(isFlow ? YamlShape.FlowList
                : YamlShape.List, start, EndOf(events, isFlow, items, start), "", [], items);
        }
        var (keys, values) = (new List<YamlPart>(), new List<YamlPart>());
        var style = events.Consume<MappingStart>().Style;
        while (!events.Accept<MappingEnd>(out _))
        {
            keys.Add(Read(events, text));
            values.Add(Read(events, text));
        }
        var flows = style == MappingStyle.Flow;
        return new(flows ? YamlShape.FlowMap : YamlShape.Map, start, EndOf(events, flows, values, start), "", keys,
            values);
    }

    static int EndOf(IParser events, bool isFlow, List<YamlPart> items, int start)
    {
        var end = (int)events.Current!.End.Index;
        events.MoveNext();
        return isFlow || items.Count == 0 ? end : Math.Max(start, items[^1].End);
    }

    static YamlShape ShapeOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => YamlShape.Single,
        ScalarStyle.DoubleQuoted => YamlShape.Double,
        ScalarStyle.Literal => YamlShape.Literal,
        ScalarStyle.Folded => YamlShape.Folded,
        _ => YamlShape.Plain,
    };
}
