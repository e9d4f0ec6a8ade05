using MimeKit;

namespace Clinic.Web.Development;

public sealed record PickedUpMail(string File, string Subject, string From, string To, string Date, string Body,
    string Raw);

/// <summary>Reads the .eml files that the pickup transport wrote.</summary>
public sealed class PickupMailbox(string folder)
{
    public IEnumerable<PickedUpMail> Newest() => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*.eml").OrderByDescending(file => file.LastWriteTimeUtc).Take(100)
            .Select(Read)
        : [];

    public PickedUpMail? Find(string file) => Newest().FirstOrDefault(mail => mail.File == file);

    static PickedUpMail Read(FileInfo file)
    {
        using var mail = MimeMessage.Load(file.FullName);
        var body = mail.TextBody ?? "This mail is sealed: only the clinic's private key opens it.";
        return new(file.Name, mail.Subject ?? "", mail.From.ToString(), mail.To.ToString(), mail.Headers[HeaderId.Date]
            ?? "", body, File.ReadAllText(file.FullName).ReplaceLineEndings("\n"));
    }
}
