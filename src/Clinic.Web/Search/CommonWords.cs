using System.Text;

namespace Clinic.Web.Search;

/// <summary>
/// English and Spanish that everybody uses: such a word is no slip of one of ours, however near. Kept as the bytes of
/// the two sorted files, since as strings they would take ten times as much memory.
/// </summary>
public static class CommonWords
{
    static readonly Lazy<byte[]> English = new(() => Read("CommonEnglish.txt"));
    static readonly Lazy<byte[]> Spanish = new(() => Read("CommonSpanish.txt"));

    public static bool Has(string word) => IsIn(English.Value, word) || IsIn(Spanish.Value, word);

    /// <summary>Without the words of up to three letters, which the list leaves out.</summary>
    public static bool IsEnglish(string word) => IsIn(English.Value, word);

    static bool IsIn(ReadOnlySpan<byte> lines, string word)
    {
        var sought = Encoding.UTF8.GetBytes(word).AsSpan();
        while (lines.Length > 0)
        {
            var middle = lines[..(lines.Length / 2)].LastIndexOf((byte)'\n') + 1;
            var length = lines[middle..].IndexOf((byte)'\n');
            var order = sought.SequenceCompareTo(lines.Slice(middle, length));
            if (order == 0) return true;
            lines = order < 0 ? lines[..middle] : lines[(middle + length + 1)..];
        }
        return false;
    }

    // The lines at the top tell where the words come from.
    static byte[] Read(string name)
    {
        using var file =
            new StreamReader(typeof(CommonWords).Assembly.GetManifestResourceStream($"Clinic.Web.Search.{name}")!);
        return Encoding.UTF8.GetBytes(string.Join('\n', file.ReadToEnd().Split('\n')
            .Where(line => !line.StartsWith('#'))));
    }
}
