using System.Buffers.Text;

namespace Clinic.Web.Pages;

/// <summary>
/// What an entry says besides its kind: words to read, and hashes that whoever verifies the log compares.
/// </summary>
public sealed record TrailDetail(string Words, IReadOnlyList<string> Hashes)
{
    const int HashLength = 43;

    public static TrailDetail Of(string detail)
    {
        var parts = detail.Split(' ').ToLookup(IsHash);
        return new(string.Join(' ', parts[false]).TrimEnd(','), [.. parts[true]]);
    }

    static bool IsHash(string part) => part.Length == HashLength && Base64Url.IsValid(part);
}
