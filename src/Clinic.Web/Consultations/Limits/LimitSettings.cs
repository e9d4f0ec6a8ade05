using Clinic.Web.Settings;

namespace Clinic.Web.Consultations.Limits;

/// <summary>
/// How many forms may come in ten minutes from one address (IPv4, or an IPv6 /64) and in all. Wide enough for a family,
/// a ward or a library behind one address. Faster than <see cref="FastestPerson"/> looks like a machine.
/// </summary>
/// <param name="SuspectedInAll">What looks like a machine's has a budget of its own, and so takes nothing from
/// people.</param>
/// <param name="SearchesPerAddress">In ten minutes, for an IPv6 /48 as a whole.</param>
/// <param name="SuspectedADay">So that a patient machine does not fill the disk.</param>
public sealed record LimitSettings(
    int PostsPerAddress, int KeptPerAddress, int KeptInAll, int SuspectedInAll, int SuspectedADay,
        int SearchesPerAddress, TimeSpan FastestPerson)
{
    public static LimitSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, "Limits");
        var settings = new LimitSettings(
            reader.Number("PostsPerAddress", 120, 1, 1_000_000), reader.Number("KeptPerAddress", 30, 1, 1_000_000),
            reader.Number("KeptInAll", 800, 1, 1_000_000), reader.Number("SuspectedInAll", 120, 1, 1_000_000),
            reader.Number("SuspectedADay", 1_000, 1, 1_000_000), reader.Number("SearchesPerAddress", 600, 1, 1_000_000),
            reader.Duration("FastestPerson", TimeSpan.FromSeconds(3)));
        reader.ThrowIfWrong();
        return settings;
    }
}
