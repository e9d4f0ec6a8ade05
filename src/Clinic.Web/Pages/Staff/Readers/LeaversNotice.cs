namespace Clinic.Web.Pages;

/// <summary>
/// Those on the list of readers who may not read requests any more, or sign as owners: what comes is sealed for their
/// keys too, and no further list can be signed, until one is signed without them.
/// </summary>
/// <param name="HasButton">Where an owner's key is at hand who takes them off; elsewhere the notice leads there.</param>
public sealed record LeaversNotice(IReadOnlyList<ReaderKeyView> Who, bool HasButton)
{
    public bool LeadsThere { get; init; }

    public string Names => string.Join(" and ", Who.Select(one => one.Name).Distinct(StringComparer.Ordinal));

    public string Keys => string.Join(' ', Who.Select(one => one.Key));
}
