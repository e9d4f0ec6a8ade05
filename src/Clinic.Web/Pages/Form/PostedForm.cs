using Clinic.Web.Consultations;
using Microsoft.Extensions.Primitives;

namespace Clinic.Web.Pages;

/// <summary>The form as it was sent, read once with limits, its fields counted before any is believed.</summary>
public sealed class PostedForm
{
    public const string TicketField = "Ticket";
    /// <summary>Out of sight; whoever fills it in reads markup, not the page.</summary>
    public const string TrapField = "Leave";
    /// <summary>Which button was pressed where other answers were sent before.</summary>
    public const string MeansField = "Means";
    public const string TokenField = "__RequestVerificationToken";

    readonly IReadOnlyDictionary<string, StringValues> sent;

    PostedForm(IReadOnlyDictionary<string, StringValues> sent, string? refusal) =>
        (this.sent, Refusal) = (sent, refusal);

    /// <summary>A sentence when the form was not sent by our page as it is.</summary>
    public string? Refusal { get; }

    /// <summary>
    /// The status to answer with when the body is larger than the form can be, or comes too slowly: there are no fields
    /// then.
    /// </summary>
    public int? UnreadFor { get; private init; }

    public string? Ticket => sent.TryGetValue(TicketField, out var values) ? values.FirstOrDefault() : null;

    public bool TrapIsFilled =>
        sent.TryGetValue(TrapField, out var values) && values.Any(value => !string.IsNullOrEmpty(value));

    public SecondSending Means => sent.TryGetValue(MeansField, out var values) ? values.ToString() switch
    {
        nameof(SecondSending.Replaces) => SecondSending.Replaces,
        nameof(SecondSending.IsAnother) => SecondSending.IsAnother,
        _ => SecondSending.NotSaid,
    } : SecondSending.NotSaid;

    public ConsultationForm ToForm(FieldTable table) => ConsultationForm.From(table, field =>
        sent.TryGetValue(field, out var values) ? [.. values.OfType<string>()] : []);

    public static async Task<PostedForm> Read(HttpRequest request, FieldTable table, CancellationToken cancel)
    {
        var body = await PostedBody.Read(request, cancel);
        if (body.UnreadFor is { } status) return Unread(status);
        if (!body.IsReadable) return Unreadable;
        var fields = body.Fields.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return new(fields, RefusalOf(fields, table, body.Fields.Files.Count));
    }

    static PostedForm Unread(int status) => new(new Dictionary<string, StringValues>(), null) { UnreadFor = status };

    static PostedForm Unreadable => new(new Dictionary<string, StringValues>(),
        "We could not read the form. Please fill it in on this page and press \"Send my request\".");

    static string? RefusalOf(Dictionary<string, StringValues> fields, FieldTable table, int files)
    {
        if (files > 0)
            return "The form was sent with a file, which this page does not ask for, so nothing was kept. Please "
                + "check your answers and press \"Send my request\" again.";
        // What a browser's extension adds beside our fields is nobody's answer, and never read.
        if (fields.Any(pair => pair.Value.Count > 1
            && (pair.Key is TicketField or TokenField or TrapField or MeansField
            || table.Find(pair.Key) is { IsList: false })))
            return "The form was sent with an answer given twice, so nothing was kept. Please check your answers and "
                + "press \"Send my request\" again.";
        return null;
    }
}
