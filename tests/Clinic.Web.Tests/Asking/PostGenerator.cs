using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Asking;

/// <summary>Makes up one post of the form, from nearly good to nonsense. The same seed makes the same post.</summary>
public sealed class PostGenerator(int seed, string token, string ticket)
{
    static readonly string[] Names = [.. FieldTable.Ours.Names, "Ticket", "__RequestVerificationToken", "Leave", "fullname", "FullName[]", "FullName.x", "", " ", "é", "__proto__", "$type", new('n', 300)];

    static readonly string[] Values =
    [
        "", " ", "true", "on", "false", "Phone", "Text", "Email", "MD", "CA", "XX", "No", "Any", "RatherTalk", "robin@example.com", "robin@gmial.com", "жанна@münchen.example", "a@b.c", "@", "a@@b", "a@" + new string('.', 60),
        "x@" + new string('ü', 70) + ".example", "(202) 555-0143", "+1 202 555 0143 x99", new string('(', 60), "1" + new string(' ', 57) + "x", "1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "٢٠٢٥٥٥٠١٤٣",
        "<script>alert(1)</script>", "{{7*7}}", "' OR 1=1; --", "%00", "%n%s", "..\\..\\..", "\r\nBcc: x@evil.example", "\u2028\u2029", "\uFFFE\uFFFF", "\uD83D\uDE42", "\u0301\u0301\u0301", "\u202Eevil", "İ", "ﷺ", "\u0000", "\u001B[2J",
        "https://a.example https://b.example www.c.example", "NaN", "-0", "1e999", "[]", "null", "undefined",
    ];

    static readonly string[] ContentTypes =
    [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense", "APPLICATION/X-WWW-FORM-URLENCODED;;;",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "b", "multipart/form-data; boundary=\"a b\"; charset=utf-32", "multipart/mixed; boundary=x",
        "application/json", "text/plain", "text/html; charset=\"", "*/*", "/", ";", "x", "application/octet-stream", "multipart/form-data; boundary=" + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    ];

    const string Letters = "Aa é漢ש\u200F\u0327\n0";

    readonly Random random = new(seed);

    public HttpContent Next() => random.Next(10) switch
    {
        < 5 => Encoded(Fields()),
        5 => Raw(Mangled(Encoding.ASCII.GetBytes(Urlencoded(Fields()))), "application/x-www-form-urlencoded"),
        6 => Multipart(Fields()),
        7 => Raw(Mangled(MultipartBytes(Fields(), "x")), "multipart/form-data; boundary=x"),
        8 => Raw(Encoding.ASCII.GetBytes(Urlencoded(Fields())), OneOf(ContentTypes)),
        _ => Raw(Bytes(random.Next(2000)), OneOf(ContentTypes)),
    };

    List<KeyValuePair<string, string>> Fields()
    {
        var fields = FormBrowser.GoodAnswers(OneOf(["Phone", "Text", "Email"])).SelectMany(answer => answer.Value.Select(value => KeyValuePair.Create(answer.Key, value)))
            .Append(new("__RequestVerificationToken", token)).Append(new("Ticket", ticket)).ToList();
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var (name, value) = (random.Next(3) == 0 ? OneOf(Names) : OneOf(FieldTable.Ours.Names), random.Next(2) == 0 ? OneOf(Values) : Text());
            switch (random.Next(4))
            {
                case 0: fields.Add(new(name, value)); break;
                case 1: fields.RemoveAll(field => field.Key == name); break;
                default:
                    fields.RemoveAll(field => field.Key == name);
                    fields.Add(new(name, value));
                    break;
            }
        }
        // Rarely very many.
        if (random.Next(40) == 0) fields.AddRange(Enumerable.Range(0, random.Next(200)).Select(_ => KeyValuePair.Create(OneOf(Names), OneOf(Values))));
        return fields;
    }

    string Text()
    {
        var length = random.Next(20) switch { 0 => random.Next(80_000), < 4 => random.Next(3000), _ => random.Next(60) };
        var text = new StringBuilder(length);
        var alphabet = random.Next(6);
        while (text.Length < length)
        {
            switch (alphabet)
            {
                case 0: text.Append((char)random.Next(0x20, 0x7F)); break;
                case 1: text.Append((char)random.Next(0x10000)); break; // also halves of pairs
                case 2: text.Append(char.ConvertFromUtf32(random.Next(0x10000, 0x110000))); break;
                case 3: text.Append((char)random.Next(0x300, 0x370)); break; // marks upon marks
                case 4: text.Append((char)random.Next(0x20)); break;
                default: text.Append(Letters[random.Next(Letters.Length)]); break;
            }
        }
        return text.ToString();
    }

    /// <summary>Cut, flipped, doubled or with broken escapes.</summary>
    byte[] Mangled(byte[] bytes)
    {
        var mangled = bytes.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(mangled.Count + 1);
            switch (random.Next(5))
            {
                case 0: mangled.RemoveRange(at, mangled.Count - at); break;
                case 1: if (at < mangled.Count) mangled[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: mangled.InsertRange(at, Bytes(random.Next(20))); break;
                case 3: mangled.InsertRange(at, Encoding.ASCII.GetBytes(OneOf(["%", "%z", "%u0041", "%C0%80", "%ED%A0%80", "%FF%FE", "&&==&", "\r\n\r\n", "--x--", "--x\r\n", "%00"]))); break;
                default: mangled.RemoveRange(at, Math.Min(random.Next(40), mangled.Count - at)); break;
            }
        }
        return [.. mangled];
    }

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    ByteArrayContent Multipart(List<KeyValuePair<string, string>> fields) => Raw(MultipartBytes(fields, "line"), "multipart/form-data; boundary=line");

    byte[] MultipartBytes(List<KeyValuePair<string, string>> fields, string boundary)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            body.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
            if (random.Next(30) == 0) body.Append("; filename=\"scan.png\"");
            if (random.Next(30) == 0) body.Append("\r\nContent-Type: ").Append(OneOf(ContentTypes));
            body.Append("\r\n\r\n").Append(value).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(body.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n").ToString());
    }

    static ByteArrayContent Encoded(List<KeyValuePair<string, string>> fields) => Raw(Encoding.ASCII.GetBytes(Urlencoded(fields)), "application/x-www-form-urlencoded");

    static string Urlencoded(List<KeyValuePair<string, string>> fields) => string.Join('&', fields.Select(field => $"{System.Net.WebUtility.UrlEncode(field.Key)}={System.Net.WebUtility.UrlEncode(field.Value)}"));

    static ByteArrayContent Raw(byte[] bytes, string contentType)
    {
        var content = new ByteArrayContent(bytes);
        if (MediaTypeHeaderValue.TryParse(contentType, out var type)) content.Headers.ContentType = type;
        else content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    string OneOf(IReadOnlyList<string> choices) => choices[random.Next(choices.Count)];
}
