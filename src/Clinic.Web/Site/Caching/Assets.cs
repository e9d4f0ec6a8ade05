using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Clinic.Web.Site.Caching;

public sealed record Asset(string Address, string Integrity, CachedPage File);

/// <summary>
/// The files of wwwroot, each at an address that holds its hash, so that browsers may keep it for ever.
/// </summary>
public sealed class Assets
{
    static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".js"] = "text/javascript; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
    };

    readonly IReadOnlyList<string> folders;
    readonly bool isEdited;
    readonly BestCompression compression;
    readonly ConcurrentDictionary<string, (DateTime Saved, Asset Asset)> byName = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Asset> byAddress = new(StringComparer.Ordinal);

    public Assets(SiteSettings settings, IHostEnvironment environment, BestCompression compression)
    {
        folders = [.. new[] { settings.AssetFolder, settings.BuiltAssetFolder }.Where(Directory.Exists)];
        (isEdited, this.compression) = (environment.IsDevelopment(), compression);
        foreach (var name in Names()) Load(name);
    }

    /// <summary>The address of a file of wwwroot, for pages.</summary>
    public string this[string name] => Load(name).Address;

    /// <summary>For the integrity attribute and the security policy: sha256-….</summary>
    public string IntegrityOf(string name) => Load(name).Integrity;

    /// <summary>Whether there is such a file: what other tools bring is not on every machine.</summary>
    public bool Has(string name) => FileOf(name) is not null;

    /// <summary>The files of wwwroot whose names begin so, in order.</summary>
    public IReadOnlyList<string> Named(string start, string ending) =>
        [.. Names().Where(name => name.StartsWith(start, StringComparison.Ordinal)
            && name.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public string TextOf(string name) => File.ReadAllText(Existing(name));

    public Asset? Find(string address) => byAddress.GetValueOrDefault(address);

    IEnumerable<string> Names() => folders.SelectMany(Directory.EnumerateFiles).Select(file => Path.GetFileName(file))
        .Distinct(StringComparer.Ordinal);

    string? FileOf(string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    string Existing(string name) => FileOf(name) ?? throw new FileNotFoundException($"There is no {name} in {string.Join(" or ", folders)}.");

    Asset Load(string name)
    {
        var file = Existing(name);
        var saved = isEdited || !byName.ContainsKey(name) ? File.GetLastWriteTimeUtc(file) : default;
        if (byName.TryGetValue(name, out var known) && (!isEdited || known.Saved == saved)) return known.Asset;
        var bytes = Path.GetExtension(name) == ".css"
            ? StyleSheet.Trim(File.ReadAllBytes(file)) : File.ReadAllBytes(file);
        var asset = Make(name, bytes);
        byName[name] = (saved, asset);
        return asset;
    }

    /// <summary>A file that the program itself has made; it stays, for those whose page names it.</summary>
    public Asset Make(string name, byte[] bytes)
    {
        var hash = SHA256.HashData(bytes);
        var address = $"/assets/{Path.GetFileNameWithoutExtension(name)}.{Convert.ToHexStringLower(hash)[..10]}{Path.GetExtension(name)}";
        var asset = new Asset(address, $"sha256-{Convert.ToBase64String(hash)}",
            new(bytes, ContentTypes[Path.GetExtension(name)]));
        if (!isEdited) compression.Add(asset.File);
        byAddress[address] = asset;
        return asset;
    }
}
