using Clinic.Web.Articles;

namespace Clinic.Web.Search;

/// <summary>Answers searches from an index of what readers may see now; it follows when the content has changed or the next text is due.</summary>
public sealed class SiteSearch(ArticleLibrary library) : IDisposable
{
    readonly Lock oneAtATime = new();
    SearchIndex? index;
    Shelf? indexed;

    public SearchAnswer Find(string typed)
    {
        lock (oneAtATime) return Current().Find(typed);
    }

    public void Dispose() => index?.Dispose();

    SearchIndex Current()
    {
        var shelf = library.Shelf;
        if (index is not null && ReferenceEquals(indexed, shelf)) return index;
        try
        {
            if (index is null) index = new(shelf);
            else index.Update(shelf);
            indexed = shelf;
            return index;
        }
        catch
        {
            index?.Dispose();
            index = null;
            throw;
        }
    }
}
