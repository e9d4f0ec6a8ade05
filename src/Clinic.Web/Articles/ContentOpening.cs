namespace Clinic.Web.Articles;

/// <summary>The first look at the content folder. It needs nothing of the program, and may begin before the program is put together.</summary>
public sealed class ContentOpening
{
    public ContentOpening(string folder)
    {
        Folder = new(folder);
        Reader = new(Folder);
        Mark = Folder.Mark();
        Snapshot = Reader.Open();
        // Every byte of a large folder is read soon anyway.
        Words = Snapshot.IsWhole ? Folder.Words() : "";
    }

    public ContentFolder Folder { get; }

    public SnapshotReader Reader { get; }

    public string Mark { get; }

    public string Words { get; }

    public ContentSnapshot Snapshot { get; }
}
