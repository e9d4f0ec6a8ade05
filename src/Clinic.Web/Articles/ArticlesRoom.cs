namespace Clinic.Web.Articles;

public static class ArticlesRoom
{
    /// <param name="beginsNow">Reading begins beside what else there is to do until somebody needs it.</param>
    public static IServiceCollection AddArticles(this IServiceCollection services, ContentSettings settings, bool beginsNow)
    {
        var opening = new Lazy<ContentOpening>(() => new(settings.Folder));
        // Whoever needs it meets what went wrong.
        if (beginsNow) _ = Task.Run(() => opening.Value);
        services.AddSingleton(settings);
        services.AddSingleton(opening);
        services.AddSingleton<ArticleLibrary>();
        return services.AddHostedService(provider => provider.GetRequiredService<ArticleLibrary>());
    }
}
