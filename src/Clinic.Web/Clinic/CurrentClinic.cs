namespace Clinic.Web.Clinic;

/// <summary>The clinic's profile as it is now. It changes while the program runs: ask again each time.</summary>
public sealed class CurrentClinic(Func<ClinicProfile> profile)
{
    public ClinicProfile Profile => profile();

    /// <summary>
    /// The moment by which the clinic answers what it receives, by the hours of now. It is stored with the request;
    /// whoever tells it asks for the stored one first.
    /// </summary>
    public DateTimeOffset Promise(DateTimeOffset received) => new OpeningHours(Profile).Promise(received);

    /// <summary>A moment by the clinic's own clock.</summary>
    public DateTime Local(DateTimeOffset moment) => ClinicTime.Local(Profile, moment);
}
