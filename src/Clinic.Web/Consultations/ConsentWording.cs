using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Consultations;

public static class ConsentPurpose
{
    public const string Contact = "contact";
    public const string PlainChannel = "plain-channel";
}

/// <summary>The exact words a person agreed to. The hash is SHA-256 of their UTF-8 bytes.</summary>
public sealed record ConsentWording(string Version, string Purpose, string Text)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>
/// The published wordings of content/consent: one file a version (v1.md, v2.md, …), one heading a purpose, and SHA256SUMS
/// (as sha256sum writes it), which holds each published file to its bytes.
/// </summary>
public sealed class ConsentWordings
{
    readonly Dictionary<(string Version, string Purpose), ConsentWording> all = [];

    public string CurrentVersion { get; private set; } = "";

    public IEnumerable<ConsentWording> All => all.Values;

    public ConsentWording? Find(string version, string purpose) => all.GetValueOrDefault((version, purpose));

    public ConsentWording Current(string purpose) => all[(CurrentVersion, purpose)];

    /// <summary>Throws <see cref="InvalidSettingsException"/> naming the file that was edited, is missing or is not listed.</summary>
    public static ConsentWordings Load(string folder)
    {
        var wrong = new List<string>();
        var wordings = new ConsentWordings();
        var listed = Listed(Path.Combine(folder, "SHA256SUMS"), wrong);
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "v*.md").OrderBy(file => NumberOf(file)).ToList() : [];

        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var bytes = File.ReadAllBytes(file);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (!listed.TryGetValue(name, out var published))
                wrong.Add($"The consent wording {name} is not listed in consent/SHA256SUMS: when it is final, add the line \"{hash}  {name}\".");
            else if (published != hash)
                wrong.Add($"The consent wording {name} was edited after it was published: put the old words back and write the new ones in a new file.");
            wordings.Add(Path.GetFileNameWithoutExtension(name), Encoding.UTF8.GetString(bytes));
        }
        foreach (var gone in listed.Keys.Except(files.Select(file => Path.GetFileName(file))))
            wrong.Add($"The consent wording {gone} was published and is missing: put it back, since kept requests refer to it.");
        if (files.Count == 0) wrong.Add("There is no consent wording: the content folder needs consent/v1.md.");
        else if (wordings.Missing() is { } purpose) wrong.Add($"The consent wording {wordings.CurrentVersion}.md has no text under the heading \"## {purpose}\".");

        return wrong.Count == 0 ? wordings : throw new InvalidSettingsException(wrong);
    }

    void Add(string version, string text)
    {
        CurrentVersion = version;
        foreach (var section in text.ReplaceLineEndings("\n").Split("\n## ").Skip(1))
        {
            var lines = section.Split('\n');
            var words = string.Join(' ', lines.Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0));
            all[(version, lines[0].Trim())] = new(version, lines[0].Trim(), words);
        }
    }

    string? Missing() => new[] { ConsentPurpose.Contact, ConsentPurpose.PlainChannel }
        .FirstOrDefault(purpose => !all.TryGetValue((CurrentVersion, purpose), out var wording) || wording.Text.Length == 0);

    static Dictionary<string, string> Listed(string sums, List<string> wrong)
    {
        if (File.Exists(sums))
            return File.ReadLines(sums).Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[1].Trim(), parts => parts[0], StringComparer.Ordinal);
        wrong.Add("The file consent/SHA256SUMS is missing from the content folder: it holds published wordings to their bytes.");
        return [];
    }

    static int NumberOf(string file) => int.TryParse(Path.GetFileNameWithoutExtension(file).AsSpan(1), out var number) ? number : 0;
}
