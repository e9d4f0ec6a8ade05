using Clinic.Web.Articles;

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
        return services.AddHostedService<LastGoodKeeper>();
    }
}
