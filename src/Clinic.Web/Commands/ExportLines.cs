using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Commands;

/// <summary>
/// How one request stands in an export. No cell of the CSV is a formula to a spreadsheet, whatever somebody typed.
/// </summary>
static class ExportLines
{
    static readonly string[] Kept = ["Reference", "Received", "Mail", "Suspicion", "Delivered", "Erased", "Consents"];

    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Spreadsheets know by the mark that a CSV is UTF-8; JSON must not have it.
    public static Encoding Encoding(bool asJson) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: !asJson);

    public static string Head(bool asJson, FieldTable table) =>
        asJson ? "[" : Line([.. Kept[..2], .. table.Told.Select(field => field.ClinicLabel!), .. Kept[2..]]);

    public static string Foot(bool asJson) => asJson ? "\n]\n" : "";

    public static string Csv(StoredRequest stored, ConsultationRequest? request, FieldTable table) =>
        Line([.. KeptCells(stored)[..2], .. table.Told.Select(field =>
            request is null ? "" : field.Tell(request) ?? ""), .. KeptCells(stored)[2..]]);

    public static string Json(StoredRequest stored, ConsultationRequest? request, bool isFirst) =>
        (isFirst ? "\n" : ",\n") + new JsonObject
        {
            ["reference"] = stored.Listed.Reference,
            ["received"] = Moment(stored.Listed.Received),
            ["mail"] = stored.Listed.Mail,
            ["suspicion"] = stored.Listed.Suspicion,
            ["delivered"] = stored.Delivered is { } at ? Moment(at) : null,
            ["erased"] = stored.Listed.IsErased,
            ["consents"] = new JsonArray([.. stored.Consents.Select(consent => new JsonObject
        {
            ["purpose"] = consent.Given.Purpose,
            ["channel"] = consent.Given.Channel,
            ["version"] = consent.Given.Version,
            ["sha256"] = consent.Given.Sha256,
            ["locale"] = consent.Given.Locale,
            ["at"] = Moment(consent.At),
        })]),
            ["request"] = request is null ? null : RequestOpener.Node(request),
        }.ToJsonString(Readable);

    static string[] KeptCells(StoredRequest stored) =>
    [
        stored.Listed.Reference,
        Moment(stored.Listed.Received),
        stored.Listed.Mail,
        stored.Listed.Suspicion ?? "",
        stored.Delivered is { } at ? Moment(at) : "",
        stored.Listed.IsErased ? "yes" : "no",
        string.Join("; ", stored.Consents.Select(consent =>
            $"{consent.Given.Purpose} {consent.Given.Channel} {consent.Given.Version} {Moment(consent.At)}")),
    ];

    static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    static string Cell(string text) =>
        $"\"{(IsFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Spreadsheets pass over white space, and some read the wide forms of the signs as the signs.
    static bool IsFormula(string text) => text is ['\t' or '\r' or '\n', ..]
        || text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];

    static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
