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

    public Figures Figures(KillPlan plan, IReadOnlyList<Asker> answered, IReadOnlyList<JournalledMail> mails, IReadOnlyList<string> kept, int undelivered, string? fault)
    {
        var shown = answered.Select(asker => asker.Reference!).ToList();
        var copies = mails.GroupBy(mail => mail.Reference, StringComparer.Ordinal).ToList();
        var figures = new Figures($"{plan.Kills:N0} kills among {plan.Submissions:N0} submissions (seed {plan.Seed})");
        figures.Count("kills at random moments", Random);
        figures.Count("kills at a counted system call", AtCalls.Values.Sum());
        foreach (var (call, count) in AtCalls.OrderBy(call => call.Key, StringComparer.Ordinal)) figures.Count("  " + call, count);
        figures.Exactly("references shown", shown.Count, plan.Submissions);
        figures.Count("  of these only after the form was sent again", answered.Count(asker => asker.Presses > 1));
        figures.AtMost("shown and never mailed", shown.Except(copies.Select(copy => copy.Key)).Count(), 0);
        figures.AtMost("shown to two people", shown.Count - shown.Distinct(StringComparer.Ordinal).Count(), 0);
        figures.AtMost("people who saw two", answered.Count(asker => asker.SawTwo), 0);
        figures.Exactly("requests kept", kept.Count, plan.Submissions);
        figures.AtMost("kept under a reference that nobody saw", kept.Except(shown).Count(), 0);
        figures.AtMost("without a recorded delivery", undelivered, 0);
        figures.Tell("database and audit trail", fault ?? "whole");
        figures.AtMost("faults in them", fault is null ? 0 : 1, 0);
        figures.Count("mails", mails.Count);
        figures.Count("kills between a final dot and its recorded verdict", KillsAfterDot);
        figures.AtMost("second copies", mails.Count - copies.Count, CutOffAfterDot);
        figures.AtMost("  of these with another Message-ID", copies.Count(copy => copy.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Count() > 1), 0);
        figures.AtMost("  of these without a word that they may be copies", copies.Sum(copy => copy.Skip(1).Count(mail => !mail.SaysSecondCopy)), 0);
        figures.Count("mails cut off before their final dot", CutOffBeforeDot);
        return figures;
    }
}
