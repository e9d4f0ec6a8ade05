using System.Diagnostics.CodeAnalysis;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>A short-lived cookie that ties a challenge to the browser that asked for it.</summary>
public sealed record BrowserMark
{
    const int Bytes = 16;

    BrowserMark(string value) => Value = value;

    public string Value { get; }

    public string Hash => RandomSecret.HashOf(Value);

    public static BrowserMark Next() => new(RandomSecret.Next(Bytes));

    public static bool TryParse(string? value, [NotNullWhen(true)] out BrowserMark? mark)
    {
        mark = RandomSecret.IsOf(Bytes, value) ? new(value!) : null;
        return mark is not null;
    }
}
