using Clinic.Web.Consultations.Limits;

namespace Clinic.Web.Tests;

/// <summary>For tests that are about something else.</summary>
public static class NoLimits
{
    public static readonly LimitSettings Settings = new(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, TimeSpan.FromSeconds(3));
}
