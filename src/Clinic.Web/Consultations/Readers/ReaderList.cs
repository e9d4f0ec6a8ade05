using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <param name="Key">The hash of one of the person's public keys.</param>
/// <param name="IsOwner">Holds the key that signs lists.</param>
public sealed record ListedReader(string Person, string Key, bool IsOwner);

/// <summary>
/// Whom requests are sealed for, as an owner's browser has signed it. A list is its bytes: it is read only when writing
/// it gives them again.
/// It has a reader and an owner, so the last of either cannot leave.
/// </summary>
public sealed class ReaderList
{
    const int Version = 1;
    const int MostReaders = 64;
    const int LongestList = 32 * 1024;
    const int LongestPerson = 64;
    const int LongestHost = 255;

    static readonly JsonWriterOptions AsBrowsersWrite = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 4,
    };

    ReaderList(Document read, byte[] bytes) => (Bytes, Hash, Number, Host, Readers, Recovery, Certificate, Previous) = (
        bytes, RecipientKey.HashOf(bytes), read.Number, read.Host,
        [.. read.Readers.Select(one => new ListedReader(one.Person, one.Key, one.Owner))],
        read.Recovery, read.Certificate, read.Previous);

    public byte[] Bytes { get; }

    /// <summary>Of the bytes; the next list names it.</summary>
    public string Hash { get; }

    public long Number { get; }

    public string Host { get; }

    /// <summary>Sorted by person: whose devices have keys of their own stands here once for each.</summary>
    public IReadOnlyList<ListedReader> Readers { get; }

    /// <summary>The hash of the recovery key.</summary>
    public string Recovery { get; }

    /// <summary>The hash of the clinic's certificate; empty without one.</summary>
    public string Certificate { get; }

    /// <summary>The hash of the list before; empty in the first.</summary>
    public string Previous { get; }

    public bool Names(string person) => Readers.Any(reader => reader.Person == person);

    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out ReaderList? list)
    {
        list = null;
        try
        {
            if (bytes.Length > LongestList || JsonSerializer.Deserialize<Document>(bytes, Reading) is not { } read
                || !IsInOrder(read)
                || !bytes.AsSpan().SequenceEqual(Write(read))) return false;
            list = new(read, bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool IsInOrder(Document read) =>
        read is { V: Version, Number: > 0, Host.Length: > 0 and <= LongestHost, Readers.Count: > 0 and <= MostReaders }
        && read.Readers.All(one => one is not null && IsPerson(one.Person) && IsHash(one.Key))
        && read.Readers.Exists(one => one.Owner)
        && read.Readers.Zip(read.Readers.Skip(1)).All(pair => InOrder(pair.First, pair.Second))
        && read.Readers.Select(one => one.Key).Append(read.Recovery).Distinct(StringComparer.Ordinal)
            .Count() == read.Readers.Count + 1
        && IsHash(read.Recovery) && (read.Certificate.Length == 0 || IsHash(read.Certificate))
        && (read.Number == 1 ? read.Previous.Length == 0 : IsHash(read.Previous));

    static bool InOrder(Entry one, Entry next) => string.CompareOrdinal(one.Person, next.Person) is var order
        && (order < 0 || (order == 0 && one.Owner == next.Owner));

    static bool IsPerson(string text) =>
        text.Length is > 0 and <= LongestPerson && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    static bool IsHash(string text) => text.Length == 43 && Base64Url.IsValid(text);

    static byte[] Write(Document list)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, AsBrowsersWrite))
        {
            json.WriteStartObject();
            json.WriteNumber("v", list.V);
            json.WriteNumber("number", list.Number);
            json.WriteString("host", list.Host);
            json.WriteStartArray("readers");
            foreach (var one in list.Readers)
            {
                json.WriteStartObject();
                json.WriteString("person", one.Person);
                json.WriteString("key", one.Key);
                json.WriteBoolean("owner", one.Owner);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("recovery", list.Recovery);
            json.WriteString("certificate", list.Certificate);
            json.WriteString("previous", list.Previous);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    sealed record Document(int V, long Number, string Host, List<Entry> Readers, string Recovery, string Certificate,
        string Previous)
    {
        public string Host { get; init; } = Host ?? "";
        public List<Entry> Readers { get; init; } = Readers ?? [];
        public string Recovery { get; init; } = Recovery ?? "";
        public string Certificate { get; init; } = Certificate ?? "";
        public string Previous { get; init; } = Previous ?? "";
    }

    sealed record Entry(string Person, string Key, bool Owner)
    {
        public string Person { get; init; } = Person ?? "";
        public string Key { get; init; } = Key ?? "";
    }
}
