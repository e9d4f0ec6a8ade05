namespace Clinic.Web.Clinic;

/// <summary>The clinic's profile as it is now. It changes while the program runs: ask again each time.</summary>
public sealed class CurrentClinic(Func<ClinicProfile> profile)
{
    public ClinicProfile Profile => profile();

    /// <summary>The moment by which the clinic answers what it received, by its own clock.</summary>
    public DateTime AnswerBy(DateTimeOffset received) => new OpeningHours(Profile).AnswerBy(received);
}
