using Clinic.Web.Articles;

namespace Clinic.Web.Search;

/// <summary>Answers searches from an index of what readers may see now; a new one is made when the content has changed or the next text is due.</summary>
public sealed class SiteSearch(ArticleLibrary library) : IDisposable
{
    readonly Lock oneAtATime = new();
    SearchIndex? index;
    Shelf? indexed;
    DateTimeOffset until;

    public SearchAnswer Find(string typed)
    {
        lock (oneAtATime) return Current().Find(typed);
    }

    public void Dispose() => index?.Dispose();

    SearchIndex Current()
    {
        var shelf = library.Shelf;
        if (index is not null && ReferenceEquals(indexed!.Snapshot, shelf.Snapshot) && shelf.Moment >= indexed.Moment && shelf.Moment < until) return index;
        index?.Dispose();
        (index, indexed, until) = (new(shelf), shelf, shelf.Until);
        return index;
    }
}
