using System.Text;
using Clinic.Web.Clinic;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// A request as the clinic reads it: the person's own words first, whatever they say; then when it came, what was
/// promised and agreed;
/// then who asks and how to reach them; then the other answers.
/// </summary>
public sealed class AnswerText(FieldTable table, ConsentWordings wordings, CurrentClinic clinic)
{
    const string SetIn = "    ";

    public string Write(ConsultationRequest request)
    {
        var text = new StringBuilder();
        WriteMessage(text, request.Message);
        text.AppendLine().Append(request.Correction > 0
            ? $"Correction {request.Correction} of consultation request " : "Consultation request ")
            .AppendLine(request.Reference);
        if (request.Correction > 0) text.AppendLine("This replaces all that was sent before under the same reference.");
        WriteCircumstances(text, request);
        var part = ClinicPart.OwnWords;
        foreach (var field in table.Told.Where(field => field.Part != ClinicPart.OwnWords))
        {
            if (field.Part != part) text.AppendLine();
            part = field.Part;
            if (field.Tell(request) is not { } value) continue;
            text.Append(field.ClinicLabel).Append(": ")
                .AppendLine(value.Contains('\n', StringComparison.Ordinal)
                ? Environment.NewLine + Indented(value) : value);
            if (field.Link?.Invoke(request) is { } link) text.AppendLine(link);
        }
        return text.ToString().ReplaceLineEndings("\r\n");
    }

    /// <param name="promise">As it is stored; null for what an earlier version kept.</param>
    public string Promised(DateTimeOffset? promise, DateTimeOffset received) =>
        $"an answer by the end of {ClinicTime.Weekday(clinic.Local(promise ?? clinic.Promise(received)))}";

    static void WriteMessage(StringBuilder text, string message)
    {
        if (message.Length == 0)
        {
            text.AppendLine("The person left no message.");
            return;
        }
        text.AppendLine("In the person's own words:").AppendLine().AppendLine(Indented(message)).AppendLine();
        text.Append("Language of the message: ").AppendLine(MessageLanguage.Of(message) is { } language
            ? $"{language}, as it seems" : "too short to tell");
    }

    void WriteCircumstances(StringBuilder text, ConsultationRequest request)
    {
        text.Append("Received: ").AppendLine(ClinicTime.Moment(request.Received, clinic.Profile.TimeZone));
        text.Append("Promised: an answer by the end of ")
            .AppendLine(ClinicTime.Weekday(request.AnswerBy ?? clinic.Local(clinic.Promise(request.Received))));
        if (request.ConsentVersion is not { } version) return;
        text.Append("Agreed to, in version ").Append(version).AppendLine(" of our words:");
        foreach (var purpose in request.ConsentPurposes)
            text.AppendLine(Indented(wordings.Find(version, purpose)?.Text
                ?? $"The words for \"{purpose}\" are in consent/{version}.md."));
    }

    // Typed lines are set in, so that none can pass for a line of ours.
    static string Indented(string lines) =>
        SetIn + lines.ReplaceLineEndings("\n").Replace("\n", "\n" + SetIn, StringComparison.Ordinal);
}
