namespace Clinic.Web.Tests.Proofs.Writing;

/// <param name="FirstSeed">Of the orders; what follows has the next ones.</param>
public sealed record WritersPlan(int FirstSeed, int Seeds)
{
    public int Steps { get; init; } = 12;

    public int MostKillsInASeed { get; init; } = 2;
}
