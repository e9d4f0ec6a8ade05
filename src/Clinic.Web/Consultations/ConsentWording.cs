using System.Security.Cryptography;
using System.Text;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations;

public static class ConsentPurpose
{
    public const string Contact = "contact";
    public const string PlainChannel = "plain-channel";

    /// <summary>Taken back on the private page; no wording belongs to it.</summary>
    public const string TextingStopped = "texting-stopped";
}

/// <summary>The exact words a person agreed to. The hash is SHA-256 of their UTF-8 bytes.</summary>
public sealed record ConsentWording(string Version, string Purpose, string Text)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>
/// The published wordings of content/consent: one file a version (v1.md, v2.md, …), one heading a purpose, and
/// SHA256SUMS (as sha256sum writes it), which holds each published file to its bytes.
/// </summary>
public sealed class ConsentWordings
{
    const string Sums = "SHA256SUMS";
    const string Locale = "en-US";

    readonly Dictionary<(string Version, string Purpose), ConsentWording> all = [];

    ConsentWordings(IReadOnlyDictionary<string, byte[]> files) => Files = files;

    public string CurrentVersion { get; private set; } = "";

    public IEnumerable<ConsentWording> All => all.Values;

    /// <summary>By name, as they were read.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Why the wordings of the folder cannot be used, or null.</summary>
    public string? Fault { get; private set; }

    public ConsentWording? Find(string version, string purpose) => all.GetValueOrDefault((version, purpose));

    public ConsentWording Current(string purpose) => all[(CurrentVersion, purpose)];

    /// <summary>What the sender of a form agrees to, in the words of today.</summary>
    public IReadOnlyList<ConsentGiven> GivenIn(ConsultationForm form)
    {
        ConsentGiven To(string purpose) =>
            new(purpose, form.ContactMethod, Current(purpose).Version, Current(purpose).Sha256, Locale);

        return form.ConsentPlainChannel && form.NeedsPlainChannel
            ? [To(ConsentPurpose.Contact), To(ConsentPurpose.PlainChannel)] : [To(ConsentPurpose.Contact)];
    }

    /// <summary>
    /// Throws <see cref="InvalidSettingsException"/> naming the file that was edited, is missing or is not listed.
    /// </summary>
    public static ConsentWordings Load(string folder)
    {
        var read = Read(folder);
        return read.Fault is null ? read : throw new InvalidSettingsException([read.Fault]);
    }

    /// <summary>Of a folder that cannot be used it holds no wording, but the fault.</summary>
    public static ConsentWordings Read(string folder)
    {
        try
        {
            var names = Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder).Where(file => IsWording(Path.GetFileName(file))).ToList() : [];
            return Of(names.ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(new Dictionary<string, byte[]>())
            {
                Fault = $"The consent wordings in {folder} cannot be read: let the site's user read them.",
            };
        }
    }

    public static ConsentWordings Of(IReadOnlyDictionary<string, byte[]> files)
    {
        var wrong = new List<string>();
        var wordings = new ConsentWordings(files);
        var listed = Listed(files.GetValueOrDefault(Sums), wrong);
        var versions = files.Keys.Where(name => name != Sums).OrderBy(NumberOf).ToList();

        foreach (var name in versions)
        {
            var bytes = files[name];
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (!listed.TryGetValue(name, out var published))
                wrong.Add($"The consent wording {name} is not listed in consent/SHA256SUMS: when it is final, add the "
                    + $"line \"{hash}  {name}\".");
            else if (published != hash)
                wrong.Add($"The consent wording {name} was edited after it was published: put the old words back and "
                    + $"write the new ones in a new file.");
            wordings.Add(Path.GetFileNameWithoutExtension(name), Encoding.UTF8.GetString(bytes));
        }
        foreach (var gone in listed.Keys.Except(versions))
            wrong.Add($"The consent wording {gone} was published and is missing: put it back, since kept requests refer to it.");
        if (versions.Count == 0) wrong.Add("There is no consent wording: the content folder needs consent/v1.md.");
        else if (wordings.Missing() is { } purpose)
            wrong.Add($"The consent wording {wordings.CurrentVersion}.md has no text under the heading \"## {purpose}\".");

        return wrong.Count == 0 ? wordings : new(files) { Fault = string.Join(Environment.NewLine, wrong) };
    }

    /// <summary>These, told apart from those of the folder, which cannot be used.</summary>
    public ConsentWordings InPlaceOf(string fault)
    {
        Fault = fault;
        return this;
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
        .FirstOrDefault(purpose =>
            !all.TryGetValue((CurrentVersion, purpose), out var wording) || wording.Text.Length == 0);

    static Dictionary<string, string> Listed(byte[]? sums, List<string> wrong)
    {
        if (sums is not null)
        {
            var lines = Encoding.UTF8.GetString(sums).ReplaceLineEndings("\n").Split('\n')
                .Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2);
            return lines.GroupBy(parts => parts[1].Trim(), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last()[0], StringComparer.Ordinal);
        }
        wrong.Add("The file consent/SHA256SUMS is missing from the content folder: it holds published wordings to their bytes.");
        return [];
    }

    static bool IsWording(string name) =>
        name == Sums || (name.StartsWith('v') && name.EndsWith(".md", StringComparison.Ordinal));

    static int NumberOf(string name) =>
        int.TryParse(Path.GetFileNameWithoutExtension(name).AsSpan(1), out var number) ? number : 0;
}
