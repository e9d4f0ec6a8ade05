using System.Globalization;
using System.Text;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>The answers as the clinic reads them.</summary>
public sealed class AnswerText(FieldTable table)
{
    public string Write(ConsultationRequest request)
    {
        var text = new StringBuilder();
        text.Append("Consultation request ").AppendLine(request.Reference);
        text.Append("Received ").AppendLine(request.Received.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)).AppendLine();
        foreach (var field in table.Told)
        {
            if (field.Tell(request) is not { } value) continue;
            text.Append(field.ClinicLabel).Append(": ");
            // Lines of the message are set in, so that none can pass for a line of ours.
            text.AppendLine(value.Contains('\n', StringComparison.Ordinal) ? "\n    " + value.Replace("\n", "\n    ", StringComparison.Ordinal) : value);
        }
        return text.ToString().ReplaceLineEndings("\r\n");
    }
}
