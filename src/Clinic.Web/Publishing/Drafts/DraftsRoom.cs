namespace Clinic.Web.Publishing.Drafts;

public static class DraftsRoom
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) => services
        .AddSingleton<DraftStore>()
        .AddSingleton<DraftWindows>()
        .AddSingleton<PublishedTexts>()
        .AddSingleton<TextEditing>()
        .AddSingleton<NewTexts>()
        .AddSingleton<DraftReader>()
        .AddSingleton<ContentFinder>()
        .AddSingleton<TextList>();
}
