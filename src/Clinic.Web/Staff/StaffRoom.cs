using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;

namespace Clinic.Web.Staff;

public static class StaffRoom
{
    /// <param name="address">Of the staff side; passkeys are made for its host.</param>
    public static IServiceCollection AddStaff(this IServiceCollection services, Uri address) => services
        .AddSingleton(new StaffHost(address))
        .AddSingleton<StaffPeople>()
        .AddSingleton<StaffDirectory>()
        .AddSingleton<StaffSessions>()
        .AddSingleton<StaffMailbox>()
        .AddSingleton<StaffMembers>()
        .AddSingleton<Invitations>()
        .AddSingleton<Enrolment>()
        .AddSingleton<StaffPasskeys>()
        .AddSingleton<SignInChallenges>()
        .AddSingleton<PasskeyVerifier>()
        .AddSingleton<PasskeySignIn>()
        .AddSingleton<SignInLimits>();
}
