namespace Clinic.Web.Consultations;

public enum StoreProvider { Sqlite }

/// <summary>Where requests and keys are kept.</summary>
public sealed record StoreSettings(StoreProvider Provider, string Folder)
{
    /// <summary>How long a request is kept after the clinic's mail took it.</summary>
    public TimeSpan KeepDelivered { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a suspected request is kept that nobody asked for.</summary>
    public TimeSpan KeepSuspected { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How long the record of what people agreed to is kept: four years.</summary>
    public TimeSpan KeepConsent { get; init; } = TimeSpan.FromDays(1461);

    public string DatabaseFile => Path.Combine(Folder, "requests.db");

    public string KeyFolder => Path.Combine(Folder, "keys");

    public static StoreSettings Read(IConfiguration configuration, string contentRoot)
    {
        var reader = new SettingsReader(configuration, "Store");
        var settings = new StoreSettings(
            reader.Choice("Provider", StoreProvider.Sqlite),
            Path.GetFullPath(reader.Text("Folder") ?? Path.Combine(contentRoot, "var"), contentRoot));
        settings = settings with
        {
            KeepDelivered = reader.Duration("KeepDelivered", settings.KeepDelivered),
            KeepSuspected = reader.Duration("KeepSuspected", settings.KeepSuspected),
            KeepConsent = reader.Duration("KeepConsent", settings.KeepConsent),
        };
        try
        {
            Directory.CreateDirectory(settings.Folder);
            Directory.CreateDirectory(settings.KeyFolder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(settings.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                File.SetUnixFileMode(settings.KeyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reader.Refuse("Folder", $"is \"{settings.Folder}\", where this program may not write: choose a folder that it owns.");
        }
        reader.ThrowIfWrong();
        return settings;
    }
}
