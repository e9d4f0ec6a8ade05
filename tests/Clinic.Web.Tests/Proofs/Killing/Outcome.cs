namespace Clinic.Web.Tests.Proofs.Killing;

/// <summary>What people were told, what was kept, and what the clinic got.</summary>
/// <param name="Kept">References in the store.</param>
/// <param name="Undelivered">Requests without a recorded delivery.</param>
/// <param name="Fault">What is wrong with the database or its audit trail; null when nothing is.</param>
sealed record Outcome(IReadOnlyList<Asker> Answered, IReadOnlyList<JournalledMail> Mails, IReadOnlyList<string> Kept, int Undelivered, string? Fault)
{
    readonly List<IGrouping<string, JournalledMail>> copies = [.. Mails.GroupBy(mail => mail.Reference, StringComparer.Ordinal)];

    public int SecondCopies => Mails.Count - copies.Count;

    /// <param name="refusals">How often people may read that nothing can be received just now; null for any number.</param>
    public void Tell(Figures figures, int submissions, int? refusals)
    {
        var shown = Answered.Select(asker => asker.Reference!).ToList();
        figures.Exactly("references shown", shown.Count, submissions);
        figures.Count("  of these only after the form was sent again", Answered.Count(asker => asker.Presses > 1));
        const string Refusals = "answers that nothing can be received just now";
        var refused = Answered.Sum(asker => asker.Refusals);
        if (refusals is { } most) figures.AtMost(Refusals, refused, most);
        else figures.Count(Refusals, refused);
        figures.AtMost("shown and never mailed", shown.Except(copies.Select(copy => copy.Key)).Count(), 0);
        figures.AtMost("shown to two people", shown.Count - shown.Distinct(StringComparer.Ordinal).Count(), 0);
        figures.AtMost("people who saw two", Answered.Count(asker => asker.SawTwo), 0);
        figures.Exactly("requests kept", Kept.Count, submissions);
        figures.AtMost("kept under a reference that nobody saw", Kept.Except(shown).Count(), 0);
        figures.AtMost("without a recorded delivery", Undelivered, 0);
        figures.Tell("database and audit trail", Fault ?? "whole");
        figures.AtMost("faults in them", Fault is null ? 0 : 1, 0);
        figures.Count("mails", Mails.Count);
        figures.AtMost("second copies with another Message-ID", copies.Count(copy => copy.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Count() > 1), 0);
        figures.AtMost("second copies without a word that they may be that", copies.Sum(copy => copy.Skip(1).Count(mail => !mail.SaysSecondCopy)), 0);
    }
}
