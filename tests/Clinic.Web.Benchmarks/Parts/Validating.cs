using BenchmarkDotNet.Attributes;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>A good form and one with a mistake in every field.</summary>
public class Validating
{
    ConsultationFormValidator validator = null!;
    ConsultationForm good = null!;
    ConsultationForm bad = null!;

    [GlobalSetup]
    public void Fill()
    {
        var clinic = new SnapshotReader(new("content")).Read().Clinic;
        validator = new(new CurrentClinic(() => clinic));
        good = new() { FullName = "Ann Example", ContactMethod = "Phone", Phone = "(202) 555-0143", State = "MD", IsAdult = true, ConsentContact = true, Message = new('a', 500) };
        bad = new() { FullName = new('a', 500), ContactMethod = "Pigeon", Phone = "1", Email = "a@b@c", State = "XX", Message = new('a', 5_000) };
    }

    [Benchmark]
    public bool Good() => validator.Validate(good).IsValid;

    [Benchmark]
    public int Bad() => validator.Validate(bad).Errors.Count;
}
