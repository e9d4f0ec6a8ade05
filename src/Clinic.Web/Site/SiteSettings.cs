using Clinic.Web.Settings;

namespace Clinic.Web.Site;

/// <summary>
/// What a program shows. On PostgreSQL the clinic's side can be a program, a user and an address of its own.
/// </summary>
public enum Serve
{
    Both,
    Site,
    Staff,
}

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
    /// Where the clinic's own people find their side: the public address unless it was given one of its own.
    /// </summary>
    public Uri StaffUrl { get; init; } = PublicUrl;

    public Serve Serve { get; init; }

    /// <summary>What the build brings lies beside the program alone, also in Development.</summary>
    public string BuiltAssetFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

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

    public bool HasStaffHost => !ReferenceEquals(StaffUrl, PublicUrl) && StaffUrl != PublicUrl;

    /// <summary>Whether the clinic's side is found at this address.</summary>
    public bool IsStaffHost(HostString host) => !HasStaffHost ? IsOwnHost(host)
        : string.Equals(host.Value, StaffUrl.Authority, StringComparison.OrdinalIgnoreCase)
            || string.Equals(host.Value, $"{StaffUrl.Host}:{StaffUrl.Port}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the public site is found at this address.</summary>
    public bool IsPublicHost(HostString host) => IsOwnHost(host) && !(HasStaffHost && IsStaffHost(host));

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
        var url = Address(reader, text, "https://clinic.example") ?? new("http://localhost");
        var staff = new SettingsReader(configuration, "Staff");
        var staffUrl = staff.Text("PublicUrl") is { } staffText
            ? Address(staff, staffText, "https://desk.clinic.example") ?? url : url;
        if (staffUrl.Scheme != url.Scheme && text.Length > 0)
            staff.Refuse("PublicUrl", $"begins with {staffUrl.Scheme}:// and Site:PublicUrl with {url.Scheme}://: give both the same.");

        var settings = new SiteSettings(url, ContentFolderOf(configuration, environment),
            Folder(null, "wwwroot", environment), Safeguards.Proxies.Read(reader))
        {
            StaffUrl = staffUrl,
            Serve = reader.Choice("Serve", Serve.Both),
            ShowsPreview = environment.IsDevelopment() && reader.Switch("Preview", whenAbsent: true),
        };
        if (string.Equals(configuration["FORWARDEDHEADERS_ENABLED"], "true", StringComparison.OrdinalIgnoreCase))
            reader.Refuse("Proxies", "names whose word is taken for a visitor's address, but "
                + "ASPNETCORE_FORWARDEDHEADERS_ENABLED has everybody's taken: remove it.");
        if (needsContent && !settings.HasContent) reader.Refuse("ContentFolder", settings.WithoutContent);
        reader.ThrowIfWrong();
        staff.ThrowIfWrong();
        return settings;
    }

    /// <summary>Null when it is no address; the reader says so then.</summary>
    static Uri? Address(SettingsReader reader, string text, string example)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.PathAndQuery != "/")
        {
            if (text.Length > 0)
                reader.Refuse("PublicUrl", $"is \"{text}\": it must be an address such as {example}, without a path.");
            return null;
        }
        if (url.Scheme == "http" && !url.IsLoopback)
            reader.Refuse("PublicUrl", "begins with http://: patients' answers need https://.");
        return url;
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
