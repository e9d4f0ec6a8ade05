using Clinic.Web.Articles;
using Clinic.Web.Editorial.HonestMedicine;

namespace Clinic.Web.Editorial;

/// <summary>The rules that staff edit: content/rules.</summary>
public sealed record RuleBook(HardWords HardWords, ClaimRules Claims, Retractions Retractions)
{
    public static RuleBook Read(string contentFolder, ICollection<ContentProblem> problems) =>
        new(HardWords.Read(contentFolder, problems), ClaimRules.Read(contentFolder, problems),
            Retractions.Read(contentFolder, problems));
}
