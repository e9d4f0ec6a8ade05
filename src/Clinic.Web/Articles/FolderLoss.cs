namespace Clinic.Web.Articles;

/// <summary>
/// Texts that are gone without anybody having taken them out: all at once, as when a volume is not mounted, or a page
/// that every page leads to. One text that goes is taken out.
/// </summary>
sealed class FolderLoss
{
    readonly HashSet<string> files = new(StringComparer.Ordinal);

    FolderLoss(bool isWhole) => IsWhole = isWhole;

    /// <summary>Nothing at all is left of the content folder.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether more than single pages are gone.</summary>
    public bool IsOfFolders { get; private set; }

    /// <summary>What is gone and was there: its last good version stays up.</summary>
    public IReadOnlySet<string> Files => files;

    public List<(OlderVersion Older, ContentProblem Problem)> Told { get; } = [];

    /// <param name="before">The files that are known by a last good version.</param>
    public static FolderLoss Of(ContentFolder folder, IReadOnlyCollection<string> now,
        IReadOnlyCollection<string> before)
    {
        var loss = new FolderLoss(isWhole: now.Count == 0 && before.Count > 0);
        if (loss.IsWhole) return loss.OfAll(folder, before);
        var isClinicGone = !now.Contains(DataFile.ClinicFile);
        foreach (var name in ContentKind.Texts.Select(kind => kind.Folder))
        {
            var known = before.Where(path => path.StartsWith(name + "/", StringComparison.Ordinal)).Except(now)
                .Order(StringComparer.Ordinal).ToList();
            var gone = known.Where(ContentFolder.IsText).ToList();
            var isEmptied = gone.Count > 0
                && !now.Any(path =>
                ContentFolder.IsText(path) && path.StartsWith(name + "/", StringComparison.Ordinal));
            if (isEmptied && (gone.Count > 1 || isClinicGone)) loss.Emptied(name, known);
            else foreach (var text in gone) loss.Single(folder, text);
        }
        foreach (var picture in before.Where(ContentFolder.IsPicture).Except(now)
            .Where(picture => !loss.files.Contains(picture) && IsShown(folder, picture)))
            loss.Picture(picture);
        return loss;
    }

    void Emptied(string name, List<string> known)
    {
        IsOfFolders = true;
        files.UnionWith(known);
        Tell(name + "/", known[0], $"The folder {name} holds no text any more; those it held stay up as they were.",
            "the texts, where they were; a single one may be taken out.");
    }

    void Single(ContentFolder folder, string text)
    {
        var isInTheWay = Path.Exists(Path.Combine(folder.Path, text));
        if (!isInTheWay && !Article.IsLedToByEveryPage(text)) return;
        files.Add(text);
        Tell(text, text, isInTheWay ? "Something other than a text has this name; the page stays up as it was."
            : "This page is gone, and every page leads to it; it stays up as it was.", "the page, where it was.");
    }

    void Picture(string picture)
    {
        files.Add(picture);
        Tell(picture, picture, "This picture is gone, and its page shows it; it stays up as it was.",
            "the picture, where it was; or a page that does not show it.");
    }

    // In the page's own text, or for a person of the clinic.
    static bool IsShown(ContentFolder folder, string picture)
    {
        var owner = Path.GetDirectoryName(picture)!.Replace('\\', '/') + ".md";
        return new[] { owner, DataFile.ClinicFile }.Any(file => ContentFile.Read(folder.Path, file, []) is { } read
            && read.Text.Contains(Path.GetFileName(picture), StringComparison.Ordinal));
    }

    FolderLoss OfAll(ContentFolder folder, IReadOnlyCollection<string> before)
    {
        IsOfFolders = true;
        files.UnionWith(before.Where(path => ContentFolder.IsText(path) || ContentFolder.IsPicture(path)));
        var problem = Problem(folder.Path, Directory.Exists(folder.Path)
            ? "The content folder is empty; everything stays up as it was."
            : "The content folder is not there; everything stays up as it was.",
                "clinic.yaml, articles and pages in it; its volume may not be mounted.");
        Told.Add((new("the whole content folder", DataFile.ClinicFile, problem), problem));
        return this;
    }

    void Tell(string what, string file, string wrong, string expected)
    {
        var problem = Problem(what, wrong, expected);
        Told.Add((new(what, file, problem), problem));
    }

    static ContentProblem Problem(string file, string wrong, string expected) => new(file, 1, 1, wrong, expected)
    {
        Rule = ContentRule.File,
    };
}
