namespace Clinic.Web.Articles;

/// <summary>The kinds of file in the content folder: where each lies, and which address its texts have.</summary>
public sealed record ContentKind
{
    public static readonly ContentKind Article = new() { Folder = "articles", AddressPrefix = "/articles/" };

    public static readonly ContentKind StandingPage = new()
    {
        Folder = "pages",
        AddressPrefix = "/",
        FrontPage = "home",
    };

    /// <summary>clinic.yaml and its like: shown within texts and never by an address.</summary>
    public static readonly ContentKind Data = new() { Folder = "" };

    /// <summary>Kinds with an address. Their pictures lie beside them, in a folder with the name of the text.</summary>
    public static readonly IReadOnlyList<ContentKind> Texts = [Article, StandingPage];

    ContentKind()
    {
    }

    public required string Folder { get; init; }

    string AddressPrefix { get; init; } = "";

    /// <summary>The text whose address is /.</summary>
    string? FrontPage { get; init; }

    public string FileOf(string slug) => $"{Folder}/{slug}.md";

    public string AddressOf(string slug) => slug == FrontPage ? "/" : AddressPrefix + slug;

    /// <summary>Null for what is no file of the content.</summary>
    public static ContentKind? Of(string path) => path.Split('/') switch
    {
        [_] when DataFile.Names.Contains(path) => Data,
        [var folder, _] when path.EndsWith(".md", StringComparison.Ordinal) => InFolder(folder),
        [var folder, _, _] when Picture.ContentTypes.ContainsKey(Path.GetExtension(path)) => InFolder(folder),
        _ => null,
    };

    /// <summary>The file of the text that an address leads to.</summary>
    public static string FileAt(string address)
    {
        if (address == "/") return StandingPage.FileOf(StandingPage.FrontPage!);
        var kind = Texts.Where(kind => address.StartsWith(kind.AddressPrefix, StringComparison.Ordinal))
            .MaxBy(kind => kind.AddressPrefix.Length)!;
        return kind.FileOf(address[kind.AddressPrefix.Length..]);
    }

    static ContentKind? InFolder(string folder) => Texts.FirstOrDefault(kind => kind.Folder == folder);
}
