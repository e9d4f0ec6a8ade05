using System.Text;

namespace Clinic.Web.Development;

public sealed record PickedUpMail(string File, string Subject, string From, string To, string Date, string Body, string Raw);

/// <summary>Reads the .eml files that the pickup transport wrote. Knows only the two shapes that the site sends.</summary>
public sealed class PickupMailbox(string folder)
{
    public IEnumerable<PickedUpMail> Newest() => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*.eml").OrderByDescending(file => file.LastWriteTimeUtc).Take(100).Select(Read)
        : [];

    public PickedUpMail? Find(string file) => Newest().FirstOrDefault(mail => mail.File == file);

    static PickedUpMail Read(FileInfo file)
    {
        var raw = File.ReadAllText(file.FullName).ReplaceLineEndings("\n");
        var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = raw[..Math.Max(0, end)].Replace("\n ", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        string Header(string name) => headers[name].FirstOrDefault("");
        return new(file.Name, Header("Subject"), Header("From"), Header("To"), Header("Date"), Body(raw[(end + 2)..], Header("Content-Type")), raw);
    }

    static string Body(string encoded, string contentType)
    {
        if (contentType.StartsWith("application/", StringComparison.Ordinal)) return "This mail is sealed: only the clinic's private key opens it.";
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            return encoded;
        }
    }
}
