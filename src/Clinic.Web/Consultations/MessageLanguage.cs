using System.Collections.Frozen;
using System.Text.Json;

namespace Clinic.Web.Consultations;

/// <summary>
/// Which language a message seems to be in, by its letters and its commonest words, so that the desk can find who reads
/// it.
/// </summary>
public static class MessageLanguage
{
    const int FewestWords = 2;

    static readonly (int First, int Last, string Name)[] Scripts =
    [
        (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Russian, Ukrainian or another in Cyrillic letters"),
            (0x0530, 0x058F, "Armenian"),
        (0x0590, 0x05FF, "Hebrew or Yiddish"), (0x0600, 0x08FF, "Arabic, Persian, Urdu or another in Arabic letters"),
        (0x0900, 0x097F, "Hindi, Nepali or another in Devanagari letters"), (0x0980, 0x09FF, "Bengali"),
            (0x0A00, 0x0A7F, "Punjabi"),
        (0x0A80, 0x0AFF, "Gujarati"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"),
            (0x0C80, 0x0CFF, "Kannada"),
        (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"),
            (0x1000, 0x109F, "Burmese"),
        (0x10A0, 0x10FF, "Georgian"), (0x1200, 0x139F, "Amharic or Tigrinya"), (0x1780, 0x17FF, "Khmer"),
            (0x3040, 0x30FF, "Japanese"),
        (0x3400, 0x9FFF, "Chinese"), (0x1100, 0x11FF, "Korean"), (0xAC00, 0xD7AF, "Korean"),
    ];

    static readonly (string Name, FrozenSet<string> Words)[] Languages =
    [
        ("English", Words("the and i is to my of have been please for am not with a it can this you me call but was are on in do would")),
        ("Spanish", Words("el la de que y no con para por favor mi estoy tengo necesito una un los las me es en se "
            + "muy ayuda gracias quiero llame usted")),
        ("French", Words("le la les de je suis et un une des pour avec mon pas est vous que merci bonjour depuis ai besoin")),
        ("Portuguese", Words("o a os de que e não com para por favor meu minha estou tenho preciso uma um em muito "
            + "ajuda obrigado obrigada você quero")),
        ("Haitian Creole", Words("mwen ou li nou yo ki pou nan ak pa se gen yon tanpri mèsi bezwen èd fè sa anpil")),
        ("Vietnamese", Words("tôi là và không của có cho được xin bị một người rất cần giúp với này đã cảm ơn")),
        ("German", Words("ich und der die das ist nicht mit mein meine für ein eine zu habe bitte sie danke seit bin")),
        ("Tagalog", Words("ako ang ng sa na po ko mga at hindi ay ito para may akong salamat kailangan tulong")),
        ("Italian", Words("il la di che e non con per favore mio mia sono ho una un aiuto grazie molto vorrei bisogno")),
    ];

    /// <summary>The letters and words as JSON, for a browser that opens the message itself.</summary>
    public static string Table { get; } = JsonSerializer.Serialize(new
    {
        fewest = FewestWords,
        scripts = Scripts.Select(script => new { script.First, script.Last, script.Name }),
        languages = Languages.Select(language =>
            new { language.Name, words = string.Join(' ', language.Words.Order(StringComparer.Ordinal)) }),
    }, JsonSerializerOptions.Web);

    /// <summary>Null when the message is too short to tell.</summary>
    public static string? Of(string message)
    {
        if (ScriptOf(message) is { } script) return script;
        string[] words = [.. Letters(message).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var ranked = Languages.Select(language => (language.Name, Hits: words.Count(language.Words.Contains)))
            .OrderByDescending(found => found.Hits).ToList();
        return ranked[0].Hits >= FewestWords && ranked[0].Hits > ranked[1].Hits ? ranked[0].Name : null;
    }

    // Of messages in two scripts the one with more letters. Japanese is told by its own letters among the Chinese ones.
    static string? ScriptOf(string message)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        foreach (var c in message.Where(char.IsLetter))
        {
            var name = Array.Find(Scripts, script => c >= script.First && c <= script.Last).Name ?? "";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        if (counts.ContainsKey("Japanese")) counts.Remove("Chinese");
        var most = counts.MaxBy(count => count.Value);
        return most is { Value: > 0, Key.Length: > 0 } ? most.Key : null;
    }

    static string Letters(string message) =>
        string.Concat(message.ToLowerInvariant().Select(c => char.IsLetter(c) ? c : ' '));

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
