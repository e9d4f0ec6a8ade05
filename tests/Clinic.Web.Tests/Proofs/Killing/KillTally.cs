namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>What a run of kills did and what came of it.</summary>
sealed class KillTally
{
    public int Random { get; set; }

    /// <summary>Lives that were to end at a counted call; those whose call was never made were ended by hand and count as random.</summary>
    public int Counted { get; set; }

    public Dictionary<string, int> AtCalls { get; } = new(StringComparer.Ordinal);

    /// <summary>Mails that the clinic's server has and whose verdict a kill kept from being recorded.</summary>
    public int CutOffAfterDot { get; private set; }

    public int KillsAfterDot { get; private set; }

    public int CutOffBeforeDot { get; private set; }

    public void Count(IReadOnlyList<string> cutOff, IReadOnlyList<JournalledMail> ofThisLife)
    {
        var after = cutOff.Count(id => ofThisLife.Any(mail => mail.MessageId.StartsWith(id, StringComparison.Ordinal)));
        CutOffAfterDot += after;
        CutOffBeforeDot += cutOff.Count - after;
        if (after > 0) KillsAfterDot++;
    }

    public Figures Figures(KillPlan plan, Outcome outcome)
    {
        var figures = new Figures($"{plan.Kills:N0} kills among {plan.Submissions:N0} submissions (seed {plan.Seed})");
        figures.Count("kills at random moments", Random);
        figures.Count("kills at a counted system call", AtCalls.Values.Sum());
        foreach (var (call, count) in AtCalls.OrderBy(call => call.Key, StringComparer.Ordinal)) figures.Count("  " + call, count);
        outcome.Tell(figures, plan.Submissions, refusals: 0);
        figures.Count("kills between a final dot and its recorded verdict", KillsAfterDot);
        figures.Count("mails that they cut off", CutOffAfterDot);
        figures.AtMost("second copies", outcome.SecondCopies, CutOffAfterDot);
        figures.Count("mails cut off before their final dot", CutOffBeforeDot);
        return figures;
    }
}
