namespace Clinic.Web.Publishing.DataForms;

static class DataFormsRoom
{
    public static IServiceCollection AddDataForms(this IServiceCollection services) => services
        .AddSingleton<FactForms>()
        .AddSingleton<FactsPublishing>()
        .AddSingleton<ShownClaims>();
}
