using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>What the library that record systems use says of an exported file: it knows the elements, cardinalities, types and code lists of R4.</summary>
static class FhirJudge
{
    /// <exception cref="DeserializationFailedException">Something in it is not as R4 has it.</exception>
    public static IReadOnlyList<QuestionnaireResponse> Read(string json)
    {
        var bundle = Assert.IsType<Bundle>(FhirJsonDeserializer.STRICT.DeserializeResource(json));
        Assert.Empty(bundle.Validate(ModelInfo.ModelInspector));
        Assert.All(bundle.Entry, entry => Assert.StartsWith("urn:uuid:", entry.FullUrl, StringComparison.Ordinal));
        return [.. bundle.Entry.Select(entry => Assert.IsType<QuestionnaireResponse>(entry.Resource))];
    }
}
