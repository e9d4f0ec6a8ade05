using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>In this process, so that nothing is restored or built elsewhere; reports go to the temporary folder.</summary>
static class PartsConfig
{
    /// <summary>Exit code 1 unless each part was measured.</summary>
    public static int Run(params Type[] parts)
    {
        var measured = BenchmarkSwitcher.FromTypes(parts).Run(["--filter", "*"], Here).ToList();
        return measured.Count == parts.Length && measured.All(part => !part.HasCriticalValidationErrors && part.Reports.Length > 0 && part.Reports.All(report => report.Success)) ? 0 : 1;
    }

    static IConfig Here => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "clinic-bench-parts"));
}
