using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A message as the mail server took it, byte for byte, one character a byte.</summary>
public sealed partial record ReceivedMail(string File, string Raw)
{
    public static ReceivedMail Read(string file) => new(file, System.IO.File.ReadAllText(file, Encoding.Latin1));

    public IReadOnlyList<(string Name, string Value)> Headers => [.. Folds().Replace(Head, " ").Split("\r\n").Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? ""))];

    public string Header(string name) => Assert.Single(Headers, header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    public byte[] Body => Headers.FirstOrDefault(header => header.Name == "Content-Transfer-Encoding").Value switch
    {
        "base64" => Convert.FromBase64String(RawBody),
        "quoted-printable" => Encoding.Latin1.GetBytes(Escaped().Replace(SoftBreaks().Replace(RawBody, ""), match => ((char)int.Parse(match.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())),
        _ => Encoding.Latin1.GetBytes(RawBody),
    };

    public string Text => Encoding.UTF8.GetString(Body);

    string Head => Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    string RawBody => Raw[(Head.Length + 4)..];

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.NonBacktracking)]
    private static partial Regex Folds();

    [GeneratedRegex("=\r\n", RegexOptions.NonBacktracking)]
    private static partial Regex SoftBreaks();

    [GeneratedRegex("=[0-9A-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}
