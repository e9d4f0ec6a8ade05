using Clinic.Web.Settings;

namespace Clinic.Web.Site;

/// <summary>
/// Where the public finds the site. Absolute addresses are made from this, never from the Host header.
/// </summary>
public sealed record SiteSettings(Uri PublicUrl, string ContentFolder, string AssetFolder,
    IReadOnlyList<System.Net.IPNetwork> Proxies)
{
    /// <summary>
    /// Whether those who write see drafts and problems on the pages. In Development only, and there unless it is put
    /// off.
    /// </summary>
    public bool ShowsPreview { get; init; }

    /// <summary>
    /// Where the form-based editor for those who write was put, in Development only; it need not be there.
    /// </summary>
    public string EditorFolder { get; init; } = "";

    readonly string authority = PublicUrl.Authority;
    readonly string authorityWithPort = $"{PublicUrl.Host}:{PublicUrl.Port}";

    public bool IsHttps { get; } = PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// The public address and no other spelling. On this machine any port will do: tests and proxies choose their own.
    /// </summary>
    public bool IsOwnHost(HostString host) =>
        string.Equals(host.Value, authority, StringComparison.OrdinalIgnoreCase)
            || string.Equals(host.Value, authorityWithPort, StringComparison.OrdinalIgnoreCase)
        || (PublicUrl.IsLoopback && string.Equals(host.Host, PublicUrl.Host, StringComparison.OrdinalIgnoreCase));

    public bool HasContent => File.Exists(Path.Combine(ContentFolder, "clinic.yaml"));

    string WithoutContent => $"is \"{ContentFolder}\", which holds no clinic.yaml.";

    /// <exception cref="InvalidSettingsException">The folder has no clinic profile.</exception>
    public void RequireContent()
    {
        if (!HasContent) throw new InvalidSettingsException([$"The setting Site:ContentFolder {WithoutContent}"]);
    }

    public string Absolute(string address) => new Uri(PublicUrl, address).AbsoluteUri;

    /// <param name="needsContent">Whether the content folder must be there by now.</param>
    public static SiteSettings Read(IConfiguration configuration, IHostEnvironment environment,
        bool needsContent = true)
    {
        var reader = new SettingsReader(configuration, "Site");
        var text = environment.IsDevelopment()
            ? reader.Text("PublicUrl") ?? "http://localhost:5080"
            : reader.Required("PublicUrl", "give the site's public address, such as https://clinic.example.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.PathAndQuery != "/")
        {
            if (text.Length > 0)
                reader.Refuse("PublicUrl", $"is \"{text}\": it must be an address such as https://clinic.example, without a path.");
            url = new("http://localhost");
        }
        if (url.Scheme == "http" && !url.IsLoopback)
            reader.Refuse("PublicUrl", "begins with http://: patients' answers need https://.");

        var settings = new SiteSettings(url, ContentFolderOf(configuration, environment),
            Folder(null, "wwwroot", environment), Safeguards.Proxies.Read(reader))
        {
            ShowsPreview = environment.IsDevelopment() && reader.Switch("Preview", whenAbsent: true),
            EditorFolder = Folder(reader.Text("EditorFolder"), ".editor", environment),
        };
        if (string.Equals(configuration["FORWARDEDHEADERS_ENABLED"], "true", StringComparison.OrdinalIgnoreCase))
            reader.Refuse("Proxies", "names whose word is taken for a visitor's address, but "
                + "ASPNETCORE_FORWARDEDHEADERS_ENABLED has everybody's taken: remove it.");
        if (needsContent && !settings.HasContent) reader.Refuse("ContentFolder", settings.WithoutContent);
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>Also for commands that need nothing else of the site.</summary>
    public static string ContentFolderOf(IConfiguration configuration, IHostEnvironment environment) =>
        Folder(new SettingsReader(configuration, "Site").Text("ContentFolder"), "content", environment);

    // In Development people edit the folders at the top of the repository; a published site brings its own copies.
    static string Folder(string? configured, string name, IHostEnvironment environment)
    {
        if (configured is not null) return Path.GetFullPath(configured, environment.ContentRootPath);
        var source = Path.GetFullPath(Path.Combine(environment.ContentRootPath, "..", "..", name));
        return environment.IsDevelopment() && Directory.Exists(source)
            ? source : Path.Combine(AppContext.BaseDirectory, name);
    }
}
