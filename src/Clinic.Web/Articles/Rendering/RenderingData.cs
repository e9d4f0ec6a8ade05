using System.Collections.Frozen;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles.Rendering;

/// <summary>What a text may call upon while it is rendered: the data files of the same snapshot.</summary>
public sealed record RenderingData(
    ClinicProfile Clinic,
    IReadOnlyDictionary<string, Reference> References,
    Glossary Glossary,
    IReadOnlyList<Route> Routes,
    CostList Costs,
    IReadOnlyDictionary<string, Picture> Pictures)
{
    /// <summary>The ways of giving ketamine that have a price, in the order of the prices.</summary>
    public IEnumerable<Route> Sold =>
        Costs.Items.Select(cost => Routes.FirstOrDefault(route => route.Id == cost.Route)).OfType<Route>().Distinct();

    public static RenderingData Of(ContentSnapshot content) => new(
        content.Clinic, content.References, content.Glossary, content.Routes, content.Costs,
        content.Pictures.Values.ToDictionary(picture => picture.Path, StringComparer.Ordinal));

    public PictureSizes Sizes { get; } = PictureSizes.Among(Pictures.Values);

    /// <summary>Data files and pictures of which no version can be used.</summary>
    public IReadOnlySet<string> Unread { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the texts are so few that all their bodies have room in memory.</summary>
    public bool KeepsBodies { get; init; }
}
