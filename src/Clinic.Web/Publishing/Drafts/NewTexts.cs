using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial.Editing;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>Begins articles: with a frame to fill, as a draft that only its writer has.</summary>
public sealed class NewTexts(ArticleLibrary library, DraftStore drafts, TimeProvider clock)
{
    /// <summary>The path of the new text, or a sentence that says why there is none.</summary>
    public async Task<(string? Path, string? Fault)> Begin(string title, string person, CancellationToken cancel)
    {
        var content = library.Current;
        var slug = MarkdownRenderer.IdOf(title);
        if (title.Length == 0) return (null, "Type a title first; the new text is found under it.");
        if (title.Length > FrontMatter.LongestTitle)
            return (null, $"The title has {title.Length} characters; {FrontMatter.LongestTitle} are the most.");
        if (!FrontMatter.IsSlug(slug))
            return (null, "This title has no words that could be an address; use letters and digits.");
        var path = ContentKind.Article.FileOf(slug);
        var twin = content.All.Values.FirstOrDefault(text =>
            string.Equals(text.Title, title, StringComparison.OrdinalIgnoreCase) || text.File.Path == path);
        if (twin is not null) return (null, $"There is a text with this title already: {twin.Address}.");
        if (content.Moved.TryGetValue(ContentKind.Article.AddressOf(slug), out var present))
            return (null, $"This title gives an address that leads to {present} since that text was renamed; choose other words.");
        if ((await drafts.Of(path, cancel)).Count > 0)
            return (null, "Somebody has begun a text with this title already; it is in the list below.");
        var people = content.Clinic.People.Values;
        if ((people.FirstOrDefault(one => one.Credential is null) ?? people.FirstOrDefault()) is not { } author)
            return (null, "The clinic's data names no person who could have written it. Ask an owner to add one under Facts.");
        var now = clock.GetUtcNow();
        await drafts.Keep(new(person, path, null, "", ArticleFrame.Of(title, author.Key, content.DayOf(now)), now),
            cancel);
        return (path, null);
    }
}
