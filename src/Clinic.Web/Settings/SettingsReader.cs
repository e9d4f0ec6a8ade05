using System.Globalization;

namespace Clinic.Web.Settings;

/// <summary>Settings are wrong; each sentence names one setting and what to do. The program stops with them.</summary>
public sealed class InvalidSettingsException(IEnumerable<string> sentences)
    : Exception(string.Join(Environment.NewLine, sentences));

/// <summary>
/// Reads one section of the configuration into typed values and collects a sentence for each that is wrong.
/// </summary>
public sealed class SettingsReader(IConfiguration configuration, string section)
{
    readonly List<string> sentences = [];

    public string? Text(string key) =>
        configuration[$"{section}:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string Required(string key, string why)
    {
        if (Text(key) is { } text) return text;
        Refuse(key, $"is missing: {why}");
        return "";
    }

    /// <summary>From the setting itself, or from the file that the setting with "File" at its end names.</summary>
    public string? Secret(string key)
    {
        if (Text(key + "File") is not { } file) return Text(key);
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(key + "File", $"names \"{file}\", which cannot be read.");
            return null;
        }
    }

    public bool Switch(string key, bool whenAbsent)
    {
        if (Text(key) is not { } text) return whenAbsent;
        if (bool.TryParse(text, out var isOn)) return isOn;
        Refuse(key, $"is \"{text}\": it must be true or false.");
        return whenAbsent;
    }

    public T Choice<T>(string key, T whenAbsent) where T : struct, Enum
    {
        if (Text(key) is not { } text) return whenAbsent;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            && !char.IsAsciiDigit(text[0]))
            return choice;
        Refuse(key, $"is \"{text}\": it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        return whenAbsent;
    }

    public int Number(string key, int whenAbsent, int least, int most)
    {
        if (Text(key) is not { } text) return whenAbsent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most)
            return number;
        Refuse(key, $"is \"{text}\": it must be a whole number from {least} to {most}.");
        return whenAbsent;
    }

    public TimeSpan Duration(string key, TimeSpan whenAbsent)
    {
        if (Text(key) is not { } text) return whenAbsent;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero)
            return duration;
        Refuse(key, $"is \"{text}\": it must be a duration such as 00:30:00 or 30.00:00:00.");
        return whenAbsent;
    }

    public void Refuse(string key, string what) => sentences.Add($"The setting {section}:{key} {what}");

    public void ThrowIfWrong()
    {
        if (sentences.Count > 0) throw new InvalidSettingsException(sentences);
    }
}
