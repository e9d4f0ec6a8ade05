using System.Net;
using System.Text;
using System.Text.Json;

namespace Clinic.Web.Tests.Asking;

/// <summary>Looks for words in bytes, in every dress that they may wear: encodings, base64 at any alignment, percent signs, JSON escapes; letters of either case.</summary>
public sealed class Traces(params string[] words)
{
    readonly (string Word, string Dress, byte[] Bytes, bool IsBase64)[] dresses = [.. words.SelectMany(Dresses)];

    /// <returns>A line for each word found, with its dress.</returns>
    public IEnumerable<string> In(byte[] bytes)
    {
        var lowered = Lowered(bytes);
        // Mail folds base64 into lines.
        var unfolded = bytes.Where(b => b is not ((byte)'\r' or (byte)'\n')).ToArray();
        return dresses.Where(dress => (dress.IsBase64 ? unfolded : lowered).AsSpan().IndexOf(dress.Bytes) >= 0).Select(dress => $"{dress.Word} in {dress.Dress}");
    }

    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    static IEnumerable<(string, string, byte[], bool)> Dresses(string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        foreach (var (dress, bytes) in new[]
        {
            ("UTF-8", utf8), ("UTF-16LE", Encoding.Unicode.GetBytes(word)), ("UTF-16BE", Encoding.BigEndianUnicode.GetBytes(word)), ("Latin-1", Encoding.Latin1.GetBytes(word)),
            ("percent signs", Ascii(Uri.EscapeDataString(word))), ("form encoding", Ascii(WebUtility.UrlEncode(word))), ("percent signs throughout", Ascii(string.Concat(utf8.Select(b => $"%{b:x2}")))),
            ("JSON", Ascii(JsonSerializer.Serialize(word).Trim('"'))), ("HTML", Ascii(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(word))), ("hexadecimal", Ascii(Convert.ToHexStringLower(utf8))),
        }) yield return (word, dress, Lowered(bytes), false);
        foreach (var (name, bytes) in new[] { ("UTF-8", utf8), ("UTF-16LE", Encoding.Unicode.GetBytes(word)) })
            for (var shift = 0; shift < 3; shift++) yield return (word, $"base64 of {name}, shifted by {shift}", Ascii(Base64(bytes, shift)), true);
    }

    // Without the characters at both ends that also hold bits of what stands before and after.
    static string Base64(byte[] bytes, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
        var certain = (shift + bytes.Length) * 8 / 6;
        return whole[(shift == 0 ? 0 : shift + 1)..certain];
    }

    static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    static byte[] Lowered(byte[] bytes) => [.. bytes.Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b)];
}
