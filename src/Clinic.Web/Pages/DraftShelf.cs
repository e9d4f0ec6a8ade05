using Clinic.Web.Articles;

namespace Clinic.Web.Pages;

/// <summary>
/// What a page shows its texts from: the shelf of all readers, or one with a draft for who writes it.
/// </summary>
static class DraftShelf
{
    public static Shelf ShelfFor(this ArticleLibrary library, HttpContext context) =>
        context.Features.Get<Shelf>() ?? library.Shelf;

    /// <summary>Whether the page is shown to its writer inside the editor.</summary>
    public static bool ShowsDraft(this HttpContext context) => context.Features.Get<Shelf>() is not null;

    public static void ShowDraft(this HttpContext context, Shelf shelf) => context.Features.Set(shelf);
}
