namespace Clinic.Web.Publishing.Actions;

static class ActionsRoom
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddSingleton<ChangeUndo>()
        .AddSingleton<TextActions>();
}
