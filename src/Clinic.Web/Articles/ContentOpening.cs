namespace Clinic.Web.Articles;

/// <summary>
/// The first look at the content folder. It needs nothing of the program, and may begin before the program is put
/// together.
/// </summary>
public sealed class ContentOpening
{
    public ContentOpening(string folder)
    {
        Folder = new(folder);
        Reader = new(Folder);
        Mark = Folder.Mark();
        try
        {
            Snapshot = Reader.Open();
        }
        catch (InvalidContentException)
        {
            // What an earlier run left may do instead.
        }
        // Every byte of a large folder is read soon anyway.
        ContentHash = Snapshot is { IsWhole: true } ? Folder.ContentHash() : "";
    }

    public ContentFolder Folder { get; }

    public SnapshotReader Reader { get; }

    public string Mark { get; }

    public string ContentHash { get; }

    /// <summary>As the disk gives it; null when that cannot be shown at all.</summary>
    public ContentSnapshot? Snapshot { get; }

    /// <summary>Whether all is there that a site consists of, and nothing of it is broken.</summary>
    public bool IsGood =>
        Snapshot is { } read && !read.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)
        && read.All.Values.Any(text => !text.IsStandingPage)
            && Article.PagesLedTo.All(page => read.All.ContainsKey(page)) && !Folder.HasFolderInPlaceOfText();
}
