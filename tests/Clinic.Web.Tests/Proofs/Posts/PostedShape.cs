using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.Posts;

/// <summary>Makes up JSON of the shape that a page takes, as its record says: now and then null stands in a place, or something else, or a place is missing.</summary>
sealed class PostedShape
{
    readonly Type posted;
    readonly Func<string> text, anything;
    readonly TimeProvider clock;
    readonly Random random;

    PostedShape(Type posted, Func<string> text, Func<string> anything, TimeProvider clock, Random random) =>
        (this.posted, this.text, this.anything, this.clock, this.random) = (posted, text, anything, clock, random);

    /// <summary>Null where the page takes no JSON of a shape of its own.</summary>
    public static PostedShape? Of(StaffRoute route, Func<string> text, Func<string> anything, TimeProvider clock, Random random) =>
        route.Model?.GetNestedType("Posted") is { } posted ? new(posted, text, anything, clock, random) : null;

    public string Next() => Members(posted);

    string Members(Type type) => $"{{{string.Join(',', type.GetProperties().Where(_ => random.Next(20) > 0)
        .Select(property => $"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":{Value(property.PropertyType)}"))}}}";

    string Value(Type type) => random.Next(14) switch
    {
        0 => "null",
        1 => anything(),
        _ => type == typeof(string) ? text()
            : type == typeof(byte[]) ? Bytes()
            : type == typeof(long) || type == typeof(int) ? random.Next(-1, 5).ToString(CultureInfo.InvariantCulture)
            : type == typeof(bool) ? "true"
            : type == typeof(DateTimeOffset) ? $"\"{clock.GetUtcNow().AddDays(random.Next(-1, 2)):O}\""
            : type == typeof(JsonObject) ? Blob()
            : type.IsGenericType ? $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(type.GetGenericArguments()[0])))}]"
            : Members(type),
    };

    string Bytes()
    {
        int[] lengths = [0, 1, 12, 16, 20, 32, 64, 384, 512];
        return $"\"{Convert.ToBase64String(new byte[lengths[random.Next(lengths.Length)]])}\"";
    }

    string Blob() => $$"""{"v":{{Value(typeof(int))}},"credential":{{Value(typeof(string))}},"salt":{{Bytes()}},"nonce":{{Bytes()}},"wrapped":{{Bytes()}}}""";
}
