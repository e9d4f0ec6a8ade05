namespace Clinic.Web.Search;

public static class SearchRoom
{
    public static IServiceCollection AddSearch(this IServiceCollection services) =>
        services.AddSingleton<SiteSearch>().AddHostedService(provider => provider.GetRequiredService<SiteSearch>());
}
