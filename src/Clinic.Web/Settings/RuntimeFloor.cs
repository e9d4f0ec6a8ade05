namespace Clinic.Web.Settings;

/// <summary>
/// The oldest .NET without a known hole in what this program uses: 10.0.12 of September 8, 2026. Raised when a newer
/// one mends more.
/// </summary>
public static class RuntimeFloor
{
    static readonly Version Oldest = new(10, 0, 12);

    /// <summary>Null when the runtime is good; otherwise what the operator must do.</summary>
    public static string? Refusal(Version running) =>
        running >= Oldest ? null : $"This is .NET {running}, which has known security holes: install the .NET runtime "
            + $"{Oldest} or a newer one.";
}
