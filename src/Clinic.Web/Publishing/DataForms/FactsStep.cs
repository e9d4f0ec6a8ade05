namespace Clinic.Web.Publishing.DataForms;

/// <summary>Either what came of a change, or a text to publish.</summary>
public abstract record FactsStep
{
    FactsStep()
    {
    }

    public sealed record Ended(FactsResult Result) : FactsStep;

    /// <param name="Form">What was typed, for when it is refused.</param>
    /// <param name="At">Where that stands in the new text.</param>
    public sealed record Candidate(DataText Text, FormGroup? Form, string? At) : FactsStep;

    public static implicit operator FactsStep(FactsResult result) => new Ended(result);
}
