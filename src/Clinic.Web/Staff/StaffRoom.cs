namespace Clinic.Web.Staff;

public static class StaffRoom
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddSingleton<StaffPeople>()
        .AddSingleton<StaffSessions>();
}
