namespace Clinic.Web.Articles;

public static class ArticlesRoom
{
    public static IServiceCollection AddArticles(this IServiceCollection services)
    {
        services.AddSingleton<ArticleLibrary>();
        return services.AddHostedService(provider => provider.GetRequiredService<ArticleLibrary>());
    }
}
