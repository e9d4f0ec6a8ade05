using Clinic.Web.Clinic;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Clinic.Web.Articles;

public static class ArticlesRoom
{
    /// <param name="beginsNow">Reading begins beside what else there is to do until somebody needs it.</param>
    public static IServiceCollection AddArticles(this IServiceCollection services, ContentSettings settings,
        bool beginsNow)
    {
        var opening = new Lazy<ContentOpening>(() => new(settings.Folder));
        // Whoever needs it meets what went wrong. The first text also makes the renderer ready, which takes longer than
        // any text.
        if (beginsNow) _ = Task.Run(() => opening.Value.Snapshot?.All.GetValueOrDefault("/")?.Body);
        services.AddSingleton(settings);
        services.AddSingleton(opening);
        services.AddSingleton<SignedTexts>();
        services.TryAddSingleton<IKeptVersions, NothingKept>();
        services.AddSingleton<ArticleLibrary>();
        services.AddSingleton(provider =>
            new CurrentClinic(() => provider.GetRequiredService<ArticleLibrary>().Current.Clinic));
        return services.AddHostedService(provider => provider.GetRequiredService<ArticleLibrary>());
    }
}
