using System.Text;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// What a mail program shows after opening a sealed mail: the answers as plain text, and the same as request.json for
/// machines.
/// </summary>
static class InnerDocument
{
    const string JsonHeading = "Content-Disposition: attachment; filename=\"request.json\"\r\n\r\n";

    public static byte[] Write(ConsultationRequest request, AnswerText words)
    {
        var boundary = "part-" + request.Reference;
        var text = words.Write(request);
        return Encoding.ASCII.GetBytes(
            $"""
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="{boundary}"

            --{boundary}
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {Base64(Encoding.UTF8.GetBytes(text))}
            --{boundary}
            Content-Type: application/json; name="request.json"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="request.json"

            {Base64(request.ToJson())}
            --{boundary}--

            """.ReplaceLineEndings("\r\n"));
    }

    public static ConsultationRequest Read(byte[] document)
    {
        var text = Encoding.ASCII.GetString(document);
        var start = text.IndexOf(JsonHeading, StringComparison.Ordinal) + JsonHeading.Length;
        var end = text.IndexOf("\r\n--", start, StringComparison.Ordinal);
        return ConsultationRequest.FromJson(Convert.FromBase64String(text[start..end]));
    }

    static string Base64(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
}
