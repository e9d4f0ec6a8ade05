using Clinic.Web.Delivery;
using Clinic.Web.Site;
using Clinic.Web.Staff.Passkeys;

namespace Clinic.Web.Commands;

/// <summary>Whether the clinic's people can sign in at the address that the settings give their side.</summary>
static class PasskeysCheckup
{
    const string Name = "passkeys";

    public static async Task<Finding> Look(IServiceProvider services, CancellationToken cancel)
    {
        var host = services.GetRequiredService<StaffHost>();
        var made = await services.GetRequiredService<StaffPasskeys>().Hosts(cancel);
        if (made.Count == 0)
            return new(Name, Condition.Ok, "none yet; the first one fixes the host of the clinic's side for good");
        if (made.FirstOrDefault(one => one.Name != host.Name) is { } lost && services.GetRequiredService<SiteSettings>()
            .Serve != Serve.Site)
            return new(Name, Condition.Failing, $"{Made(lost.Passkeys)} at {lost.Name} alone, like the readers' keys behind; the settings name "
                + $"{host.Name}, so the site does not start",
                $"Set Staff:PublicUrl to the address at {lost.Name}, also where the public site has moved to another name.");
        return new(Name, Condition.Ok, string.Join(", ", made.Select(one => $"{Made(one.Passkeys)} at {one.Name}")));
    }

    static string Made(int passkeys) => passkeys == 1 ? "1 works" : $"{passkeys} work";
}
