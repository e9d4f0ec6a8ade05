using System.Globalization;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Consultations.Values;

/// <summary>Reads "typed | what becomes of it" lines; \u{…} and \n stand for characters.</summary>
public static partial class ValueTable
{
    public static TheoryData<string, string> Rows(params string[] files)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in files.SelectMany(file => File.ReadLines(Repository.Path("tests/Clinic.Web.Tests/Consultations/Values", file))).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var bar = line.LastIndexOf(" | ", StringComparison.Ordinal);
            rows.Add(line[..bar], line[(bar + 3)..]);
        }
        return rows;
    }

    public static string Meant(string written) =>
        Code().Replace(written.Replace("\\n", "\n", StringComparison.Ordinal), code => CharacterOf(int.Parse(code.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    static string CharacterOf(int code) => code <= 0xFFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);

    [GeneratedRegex(@"\\u\{(?<hex>[0-9A-Fa-f]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
