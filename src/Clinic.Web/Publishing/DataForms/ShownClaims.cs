using Clinic.Web.Articles;
using Clinic.Web.Editorial.HonestMedicine;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>A rule against a claim, for people who are to write by it.</summary>
public sealed record ShownClaim(string Id, string Title, string Reason, string Instead, IReadOnlyList<string> Found,
    IReadOnlyList<string> Passes);

/// <summary>The rules by which texts are read. They are changed in their files alone.</summary>
public sealed class ShownClaims(ContentSettings settings)
{
    public IReadOnlyList<ShownClaim> All()
    {
        var rules = ClaimRules.Read(settings.Folder, []);
        return [.. rules.Kinds.Select(kind => Shown(kind, "")),
            .. rules.Required.Select(kind => Shown(kind, "Needed: "))];
    }

    static ShownClaim Shown(ClaimKind kind, string before) =>
        new(kind.Rule.Id, before + DataField.LabelOf(kind.Rule.Id["claim-".Length..]), kind.Rule.Says, kind.Instead,
            kind.Found, kind.Passes);
}
