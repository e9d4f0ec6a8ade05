namespace Clinic.Web.Articles;

/// <summary>
/// A clinician's leave to say in one text, until a day, what a rule of rules/claims.yaml would refuse.
/// </summary>
public sealed record AllowedClaim(string Rule, string By, string Reason, DateOnly Until, int Line)
{
    const int ShortestReason = 20;

    public string RuleId => Rule.StartsWith("claim-", StringComparison.Ordinal) ? Rule : "claim-" + Rule;

    public bool Covers(string ruleId, DateOnly today) => RuleId == ruleId && today < Until;

    public static AllowedClaim Read(YamlMap yaml)
    {
        var reason = yaml.Text("reason", "why this text may say it, in a sentence.");
        var allowed = new AllowedClaim(yaml.Text("rule", "the id of a rule, such as \"rule: cure\"."),
            yaml.Text("by", "the key of a clinician in clinic.yaml."), reason, yaml.Date("until"), yaml.Line);
        if (reason.Length is > 0 and < ShortestReason)
            yaml.Report("reason", "This reason is too short to be understood later.", "a sentence that says why.");
        yaml.RefuseOthers();
        return allowed;
    }
}
