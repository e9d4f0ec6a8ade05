using Clinic.Web.Articles;
using Clinic.Web.Delivery;
using Clinic.Web.Editorial;
using Clinic.Web.Publishing.Actions;
using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Publishing.Pictures;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing;

public static class PublishingRoom
{
    /// <summary>The last good version of the content outlives the program.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services, ContentUpdate update)
    {
        services.AddSingleton(update);
        services.AddSingleton<StoredVersions>();
        services.AddSingleton<IKeptVersions>(all => all.GetRequiredService<StoredVersions>());
        services.AddSingleton<ShownContent>();
        services.AddSingleton(all => new ContentNews(
            all.GetRequiredService<ShownContent>().Health, () =>
                ReviewReport.Of(all.GetRequiredService<ArticleLibrary>().Shelf))
        {
            Conflicts = async cancel => [.. (await all.GetRequiredService<ContentConflicts>().Open(cancel))
                .Select(conflict => $"{conflict}")],
        });
        services.AddVersions();
        services.AddDrafts();
        services.AddPictures();
        services.AddReviews();
        services.AddActions();
        services.AddDataForms();
        return services.AddHostedService<LastGoodKeeper>();
    }
}
