using System.Text.Json;
using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Files;

namespace Clinic.Web.Development;

/// <summary>
/// Decap's local backend for one folder: reads and writes texts and their pictures, and nothing else. A path that is not the name
/// of one of these is refused, so none leads out of the folder.
/// </summary>
sealed partial class EditorBackend(string folder)
{
    /// <summary>What is wrong with what the editor asks for, said to the person who writes.</summary>
    public sealed class RefusedException(string message) : Exception(message);

    /// <param name="asked">"action" and "params", as Decap's proxy backend posts them.</param>
    public object Answer(JsonElement asked)
    {
        var given = asked.GetProperty("params");
        switch (asked.GetProperty("action").GetString())
        {
            case "info": return new { repo = "content", publish_modes = new[] { "simple" }, type = "local_fs" };
            case "entriesByFolder": return Texts(Text(given, "folder")).Select(Entry);
            case "entriesByFiles":
                return given.GetProperty("files").EnumerateArray()
                .Select(file => Entry(Text(file, "path")));
            case "getEntry": return Entry(Text(given, "path"));
            case "persistEntry": return Persist(given);
            case "getMedia": return Pictures(Text(given, "mediaFolder")).Select(Media);
            case "getMediaFile": return Media(Text(given, "path"));
            case "persistMedia": return Media(WritePicture(given.GetProperty("asset")));
            case "deleteFiles":
                return Delete(given.GetProperty("paths").EnumerateArray()
                .Select(path => path.GetString() ?? ""));
            case "getDeployPreview":
                return new
                {
                    url = ContentKind.Texts.First(kind => kind.Folder == Text(given, "collection"))
                    .AddressOf(Text(given, "slug")),
                    status = "SUCCESS",
                };
            default: throw new RefusedException("The editor asked for something that is not known here.");
        }
    }

    /// <summary>The texts that a save names, each to be looked at when it is live.</summary>
    public static IEnumerable<string> Saved(JsonElement asked) =>
        asked.GetProperty("action").GetString() == "persistEntry"
            ? asked.GetProperty("params").GetProperty("dataFiles").EnumerateArray().Select(file => Text(file, "path"))
            : [];

    object Persist(JsonElement given)
    {
        var texts = given.GetProperty("dataFiles").EnumerateArray()
            .Select(file => (Path: Text(file, "path"), Words: Text(file, "raw"),
            IsMoved: file.TryGetProperty("newPath", out var to) && to.ValueKind == JsonValueKind.String)).ToList();
        foreach (var (path, words, isMoved) in texts)
        {
            if (!IsText(path))
                throw new RefusedException(
                    $"\"{path}\" cannot be the name of a text: small letters, digits and hyphens.");
            if (isMoved)
                throw new RefusedException(
                    "A text gets another name with the command \"rename\", which also keeps the old address.");
            if (words.Length > ContentFile.LargestBytes) throw new RefusedException("This text is too large.");
        }
        foreach (var picture in given.GetProperty("assets").EnumerateArray()) WritePicture(picture);
        foreach (var (path, words, _) in texts)
            Write(path, System.Text.Encoding.UTF8.GetBytes(WithoutEmptyKeys(words)));
        return new { message = "entry persisted" };
    }

    // A field that was cleared is left as "key: ''", which is no date and no list.
    static string WithoutEmptyKeys(string text)
    {
        var end = text.IndexOf("\n---", StringComparison.Ordinal);
        return end < 0 ? text : EmptyKey().Replace(text[..(end + 1)], "") + text[(end + 1)..];
    }

    string WritePicture(JsonElement asset)
    {
        var path = Text(asset, "path");
        if (!IsPicture(path))
            throw new RefusedException($"\"{path}\" cannot be the name of a picture: letters, digits, hyphens, and .svg or .png at the end.");
        var bytes = Convert.FromBase64String(Text(asset, "content"));
        if (bytes.Length > Picture.LargestBytes)
            throw new RefusedException($"This picture is too large: at most {Picture.LargestBytes / 1024} kB.");
        Write(path, bytes);
        return path;
    }

    object Delete(IEnumerable<string> paths)
    {
        var pictures = paths.ToList();
        if (!pictures.TrueForAll(IsPicture))
            throw new RefusedException("Texts are not deleted here. Make it a draft, and nobody sees it.");
        foreach (var path in pictures) File.Delete(Full(path));
        return new { message = "files deleted" };
    }

    void Write(string path, byte[] bytes)
    {
        var file = Full(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WholeFile.Write(file, bytes);
    }

    object Entry(string path) => new
    {
        data = IsText(path) && File.Exists(Full(path)) ? File.ReadAllText(Full(path)) : null,
        file = new { path, id = (string?)null },
    };

    object Media(string path)
    {
        if (!IsPicture(path) || !File.Exists(Full(path)))
            throw new RefusedException($"There is no picture \"{path}\".");
        return new
        {
            id = path,
            content = Convert.ToBase64String(File.ReadAllBytes(Full(path))),
            encoding = "base64",
            path,
            name = Path.GetFileName(path),
        };
    }

    IEnumerable<string> Texts(string collection) => Files(collection).Where(IsText);

    IEnumerable<string> Pictures(string mediaFolder) => Files(mediaFolder).Where(IsPicture);

    IEnumerable<string> Files(string below) =>
        new ContentFolder(folder).Files().Where(path =>
            path.StartsWith(below.TrimEnd('/') + "/", StringComparison.Ordinal));

    string Full(string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        // A link could lead out of the folder.
        if (file.LinkTarget is not null || file.Directory?.LinkTarget is not null)
            throw new RefusedException($"\"{path}\" is a link to another place.");
        return file.FullName;
    }

    static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static bool IsText(string path) => TextName().IsMatch(path);

    static bool IsPicture(string path) => PictureName().IsMatch(path);

    [GeneratedRegex(@"^(articles|pages)/[a-z0-9]+(-[a-z0-9]+)*\.md\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TextName();

    [GeneratedRegex(@"^(articles|pages)/[a-z0-9]+(-[a-z0-9]+)*/[A-Za-z0-9][A-Za-z0-9_-]*\.(svg|png)\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PictureName();

    [GeneratedRegex(@"^[a-z-]+: *(''|""""|\[\]|null)? *\n(?!-| )",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex EmptyKey();
}
