using Clinic.Web.Settings;
using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;

namespace Clinic.Web.Staff;

public static class StaffRoom
{
    /// <summary>
    /// Passkeys work at the host that they were made for and nowhere else, so it stays what it was at the first of
    /// them.
    /// </summary>
    /// <exception cref="InvalidSettingsException">The settings name another host.</exception>
    public static async Task RequireStaffHost(this IServiceProvider services)
    {
        var host = services.GetRequiredService<StaffHost>();
        var hosts = await services.GetRequiredService<StaffPasskeys>().Hosts(CancellationToken.None);
        if (hosts.FirstOrDefault(made => made.Name != host.Name) is not { } lost) return;
        throw new InvalidSettingsException([
            $"The setting Staff:PublicUrl, or Site:PublicUrl where that is not given, names the host {host.Name}, but {lost.Passkeys} "
                + $"{(lost.Passkeys == 1 ? "passkey" : "passkeys")} of the clinic's people would be lost, "
                + $"which work at {lost.Name} only: set Staff:PublicUrl to the address at that host. The public site may have another."]);
    }

    /// <param name="address">Of the staff side; passkeys are made for its host.</param>
    public static IServiceCollection AddStaff(this IServiceCollection services, Uri address) => services
        .AddSingleton(new StaffHost(address))
        .AddSingleton<StaffPeople>()
        .AddSingleton<StaffDirectory>()
        .AddSingleton<StaffReaders>()
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
