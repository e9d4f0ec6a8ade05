using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>Something that somebody wants to write down about a request.</summary>
/// <param name="Version">Of what they saw: how many steps it had. On another one nothing is written.</param>
/// <param name="By">Who: the id of a person of the clinic, or the site for the person who sent the request.</param>
public sealed record AnsweringChange(AnsweringStep Step, long Version, string By, DateTimeOffset At)
{
    /// <summary>The id of who has the request from then on, when it is handed over.</summary>
    public string? To { get; init; }

    /// <summary>The note, or the outcome.</summary>
    public SealedPayload? Note { get; init; }
}

public enum ChangeResult
{
    Done,
    /// <summary>Somebody wrote something since; look again.</summary>
    ChangedMeanwhile,
    /// <summary>In this stage there is nothing of the kind to do.</summary>
    NotPossible,
    Withdrawn,
    /// <summary>Not known, or its words are erased.</summary>
    Gone,
}

/// <summary>One step as it is kept.</summary>
/// <param name="To">Whom it was handed to.</param>
public sealed record AnsweringEntry(AnsweringStep Step, DateTimeOffset At, string Who, string? To, SealedPayload? Note);

/// <summary>What the person's private page may tell: when somebody tried, and how it ended.</summary>
/// <param name="CanStopTexting">They asked to be texted, and have not stopped it.</param>
public sealed record PersonsView(AnsweringStage Stage, bool WasFoundUnreal, bool CanStopTexting,
    IReadOnlyList<AnsweringEntry> Steps)
{
    public static readonly PersonsView Nothing =
        new(AnsweringStage.New, WasFoundUnreal: false, CanStopTexting: false, []);
}
