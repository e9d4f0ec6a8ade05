using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>Sentences of the data files, which readers see as they are: no mark makes anything of them.</summary>
static class DataTexts
{
    static readonly ContentRule Future = new("price-date", "Prices say since when they hold.",
        "Write the day on which the prices were last looked at.");

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot, DateOnly today) =>
    [
        .. snapshot.DataFiles.Where(file => DataFile.Shown.Contains(file.Path) && !snapshot.IsUnread(file.Path))
            .SelectMany(file => AsTyped.In(file.Path, Sentences(file), snapshot.References)),
        .. snapshot.Costs.Updated > today.AddDays(1)
            && snapshot.DataFiles.FirstOrDefault(file => file.Path == DataFile.CostsFile) is { } costs
            ? [new ContentProblem(costs.Path, costs.LineOf("updated"), 1, "The day of these prices lies in the future.",
                "a day that was.", ProblemSeverity.Warning) { Rule = Future }]
            : Array.Empty<ContentProblem>(),
    ];

    static IEnumerable<Paragraph> Sentences(ContentFile file) =>
        YamlMap.TextsIn(file).Select(found => new Paragraph(ParagraphKind.Caption, found.Text, [new(0, found.Line,
            found.Column)]));
}
