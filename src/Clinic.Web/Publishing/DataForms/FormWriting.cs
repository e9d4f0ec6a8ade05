using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>Writes what was typed into a form back into the text of its file.</summary>
static class FormWriting
{
    /// <returns>Null where the file cannot hold it.</returns>
    public static DataText? Changed(FormReading reading, FormGroup form)
    {
        DataText? text = reading.Text;
        foreach (var field in form.AllFields.Where(field => field.IsChanged))
            text = text is null ? null : Set(text, field);
        return text;
    }

    static DataText? Set(DataText text, DataField field)
    {
        var (path, typed) = (field.Path, field.Typed!);
        if (text.At(path) is null && text.At(YamlPath.Parent(path)) is { IsText: true } lines)
            return SetLine(text, path, lines.Value, typed);
        if (typed.Length == 0 && field.IsThere && !field.Asked.IsRequired) return text.Remove(path);
        if (!field.IsThere)
            return typed.Length == 0 ? text : text.Add(YamlPath.Parent(path), YamlPath.Last(path), ValueOf(field));
        return field.Kind == ValueKind.List && text.At(path) is { IsText: false }
            ? text.SetItems(path, ItemsOf(typed)) : text.Set(path, typed);
    }

    static DataText? SetLine(DataText text, string path, string value, string typed)
    {
        var lines = value.Split('\n');
        if (!int.TryParse(YamlPath.Last(path), out var at) || at >= lines.Length) return null;
        lines[at] = typed;
        return text.Set(YamlPath.Parent(path), string.Join('\n', lines));
    }

    /// <summary>A new entry with what was typed, its keys in the order of its neighbor.</summary>
    public static NewValue EntryOf(FormGroup form, YamlPart? neighbor)
    {
        if (form.Fields is [var only] && only.Path == form.Path) return ValueOf(only);
        var pairs = form.Fields.Where(field => field.Shown.Length > 0)
            .Select(field => (YamlPath.Last(field.Path), ValueOf(field)))
            .Concat(form.Groups.Select(group => (YamlPath.Last(group.Path), EntryOf(group, null))));
        var order = neighbor?.Keys.Select(key => key.Value).ToList() ?? [];
        return new NewValue.Map([.. pairs.OrderBy(pair =>
            order.IndexOf(pair.Item1) is >= 0 and var at ? at : int.MaxValue)]);
    }

    /// <summary>Where a new entry goes: to its place where the others are in order, else to the end.</summary>
    public static int PlaceOf(YamlPart list, string key)
    {
        var keys = list.IsMap ? list.Keys.Select(each => each.Value).ToList()
            : [.. list.Items.Select(item =>
                item is { IsMap: true, Items: [{ IsText: true } first, ..] } ? first.Value : "")];
        var isInOrder = keys.Count > 1 && keys.Zip(keys.Skip(1))
            .All(pair => string.CompareOrdinal(pair.First, pair.Second) <= 0) && keys[0].Length > 0;
        return isInOrder && key.Length > 0 ? keys.Count(each => string.CompareOrdinal(each, key) <= 0) : keys.Count;
    }

    static NewValue ValueOf(DataField field) => field.Kind == ValueKind.List
        ? new NewValue.List(ItemsOf(field.Shown)) : new NewValue.Text(field.Shown);

    static string[] ItemsOf(string typed) => typed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
