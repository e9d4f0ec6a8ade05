using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.Posts;

/// <summary>Makes up posts to one address of the clinic's side, from nearly good to nonsense: fields of the page's own forms, properties of the JSON
/// that it takes and bodies of its shape with null in them, handlers of its own and of none.</summary>
sealed class RandomPost
{
    static readonly string[] Types =
    [
        "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=b", "multipart/form-data", "text/plain", "application/json; charset=utf-7",
        "application/x-www-form-urlencoded; charset=utf-16", "",
    ];

    static readonly string[] Always = ["person", "role", "name", "email", "id", "response", "clientDataJSON", "filter", "number", "reference", "Version", "Step", "__proto__", ""];

    static readonly string[] Values =
    [
        "", " ", "\0", "true", "-1", "0", "1", "99999999999999999999", "1e999", "NaN", "others", "owner", "open", "called", "reached", "Booked", "noted", "2026-02-30", "09:00", "articles",
        "articles/side-effects.md", "AAAAAAAAAAAAAAAAAAAAAA", "'; DROP TABLE staff_person; --", "ann@clinic.example", "\ud800", "../../x", new('x', 5000), "public-key", "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
        "<b>", "---\ntitle: [\n---\n", "- - - -", "\u202Eevil", "%00", "{{7*7}}", "null", "🙂", "K\u0301", "a: *b", "\r\nBcc: x@evil.example",
    ];

    readonly Random random;
    readonly string[] handlers;
    readonly string[] names;
    readonly IReadOnlyList<(string Name, string Value)> own;
    readonly PostedShape? shape;

    /// <param name="own">Fields of the page's own forms, as they were shown.</param>
    /// <param name="known">Texts that name something there, such as references and keys.</param>
    public RandomPost(StaffRoute route, IReadOnlyList<(string Name, string Value)> own, IReadOnlyList<string> known, TimeProvider clock, Random random)
    {
        (this.own, this.random) = (own, random);
        shape = PostedShape.Of(route, () => Quoted(random.Next(3) > 0 && known.Count > 0 ? known[random.Next(known.Count)] : Pick(Values)), () => Json(2), clock, random);
        var methods = route.Model?.GetMethods().Select(method => method.Name) ?? [];
        handlers = ["", .. methods.Where(name => name.StartsWith("OnPost", StringComparison.Ordinal)).Select(name => "?handler=" + name["OnPost".Length..].ToLowerInvariant()), "?handler=none"];
        var properties = route.Model?.GetNestedTypes().SelectMany(type => type.GetProperties()).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)) ?? [];
        names = [.. properties, .. own.Select(field => field.Name).Where(name => name.Length < 200).Distinct(StringComparer.Ordinal), .. Always];
    }

    public string Handler => Pick(handlers);

    /// <param name="fill">What stands for a segment of the address.</param>
    public string Segment(string name, Func<string, IReadOnlyList<string>> fill) => random.Next(4) switch
    {
        0 => Uri.EscapeDataString(Pick(["x", "0", "-", "99999999999999999999", "..", "Ω", new('a', 300), "%", "kc-00000-00000", "{reference}"])),
        _ => Pick([.. fill(name)]),
    };

    public HttpContent Next(string token)
    {
        var kind = shape is not null && random.Next(2) == 0 ? 5 : random.Next(6);
        HttpContent content = kind switch
        {
            0 => Noise(),
            1 or 2 => new StringContent(string.Join('&', Fields(token).Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")), Encoding.ASCII),
            3 => Parts(token),
            _ => new ByteArrayContent(Encoding.UTF8.GetBytes(Cut(shape is not null && random.Next(3) > 0 ? shape.Next() : Json(4)))),
        };
        var type = random.Next(8) == 0 ? Pick(Types) : kind switch { 0 => Pick(Types), 1 or 2 => Types[0], 3 => null, _ => Types[1] };
        if (type is null) return content;
        content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    ByteArrayContent Noise()
    {
        var noise = new byte[random.Next(300)];
        random.NextBytes(noise);
        return new(noise);
    }

    MultipartFormDataContent Parts(string token)
    {
        var form = new MultipartFormDataContent("b");
        foreach (var (name, value) in Fields(token)) form.Add(new StringContent(value), name.Length == 0 ? "x" : name.Replace("\0", "", StringComparison.Ordinal));
        if (random.Next(2) == 0) form.Add(Noise(), "file", Pick(["a.jpg", "a", "..", "a.webp", "b.svg"]));
        return form;
    }

    // What the page would send, changed in a few places; or anything at all.
    List<(string Name, string Value)> Fields(string token)
    {
        var fields = random.Next(3) > 0 && own.Count > 0 ? [.. own.Where(_ => random.Next(8) > 0)] : new List<(string Name, string Value)>();
        for (var changes = random.Next(6); changes > 0; changes--) fields.Add((Pick(names), Value()));
        for (var changes = random.Next(4); changes > 0 && fields.Count > 0; changes--)
        {
            var at = random.Next(fields.Count);
            fields[at] = (fields[at].Name, Value());
        }
        fields.RemoveAll(field => field.Name == "__RequestVerificationToken");
        fields.Add(("__RequestVerificationToken", token));
        return fields;
    }

    // Half of a surrogate pair stands in JSON only.
    string Value() => (random.Next(3) == 0 && own.Count > 0 ? own[random.Next(own.Count)].Value : Pick(Values)).Replace("\ud800", "\ufffd", StringComparison.Ordinal);

    string Cut(string json) => random.Next(5) == 0 ? json[..random.Next(json.Length)] : json;

    string Json(int depth) => depth == 0 || random.Next(4) == 0
        ? random.Next(6) switch { 0 => "null", 1 => "1e999", 2 => "[[]]", 3 => "0", 4 => "[\"AAAA\"]", _ => Quoted(Pick(Values)) }
        : random.Next(6) == 0 ? $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(depth - 1)))}]"
        : $"{{{string.Join(',', Enumerable.Range(0, random.Next(9)).Select(_ => $"{Quoted(Pick(names))}:{Json(depth - 1)}"))}}}";

    static string Quoted(string text) =>
        "\"" + string.Concat(text.Select(letter => letter is < ' ' or '"' or '\\' or > '~' ? $"\\u{(int)letter:x4}" : letter.ToString())) + "\"";

    string Pick(string[] among) => among[random.Next(among.Length)];
}
