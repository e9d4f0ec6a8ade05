namespace Clinic.Web.Publishing.Versions;

static class VersionsRoom
{
    public static IServiceCollection AddVersions(this IServiceCollection services) => services
        .AddSingleton<ContentHistory>()
        .AddSingleton<ContentConflicts>()
        .AddSingleton<ContentPublisher>()
        .AddSingleton<ContentFolderState>()
        .AddSingleton<FolderPlaces>()
        .AddSingleton<FolderUpdater>()
        .AddSingleton<TrialReading>()
        .AddSingleton<ChangeLog>()
        .AddHostedService<FolderSync>();
}
