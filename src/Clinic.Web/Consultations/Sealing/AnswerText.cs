using System.Globalization;
using System.Text;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>The answers as the clinic reads them.</summary>
public static class AnswerText
{
    public static string Write(ConsultationRequest request)
    {
        var text = new StringBuilder();
        text.Append("Consultation request ").AppendLine(request.Reference);
        text.Append("Received ").AppendLine(request.Received.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)).AppendLine();
        foreach (var (label, value) in request.Lines())
        {
            text.Append(label).Append(": ");
            // Lines of the message are set in, so that none can pass for a line of ours.
            text.AppendLine(value.Contains('\n', StringComparison.Ordinal) ? "\n    " + value.Replace("\n", "\n    ", StringComparison.Ordinal) : value);
        }
        return text.ToString().ReplaceLineEndings("\r\n");
    }
}
