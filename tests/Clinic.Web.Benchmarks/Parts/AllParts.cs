using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>The parts, each alone: in this process, so that nothing is restored or built elsewhere; reports go to the temporary folder.</summary>
static class AllParts
{
    static readonly Type[] Parts = [typeof(Rendering), typeof(Validating), typeof(Sealing), typeof(Serving)];

    /// <summary>Exit code 1 unless each part was measured.</summary>
    public static int Measure()
    {
        var measured = BenchmarkSwitcher.FromTypes(Parts).Run(["--filter", "*"], Here).ToList();
        return measured.Count == Parts.Length && measured.All(part => !part.HasCriticalValidationErrors && part.Reports.Length > 0 && part.Reports.All(report => report.Success)) ? 0 : 1;
    }

    static IConfig Here => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "clinic-bench-parts"));
}
