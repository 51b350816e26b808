using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace KdmpParser.Benchmarks.Configuration;

/// <summary>
/// How long is measured, and what is told of it. A benchmark has a process of its own; with <c>--job short</c>, which only proves that all of them work, they
/// run in this one, once.
/// </summary>
internal static class BenchmarkConfig
{
    public static IConfig Create() => ManualConfig.CreateEmpty()
        .AddJob((MeasuredDumps.IsShortRun ? Short : Normal).AsDefault())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .HideColumns(Column.Error, Column.StdDev, Column.Median, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2, Column.AllocRatio, Column.Job, Column.Categories)
        .HideColumns("IterationCount", "WarmupCount", "InvocationCount", "UnrollFactor", "Toolchain", "IterationTime")
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Checkout.Root, "artifacts", "benchmarks"));

    private static Job Normal => Job.Default
        .WithWarmupCount(3)
        .WithIterationCount(8)
        .WithIterationTime(TimeInterval.FromMilliseconds(150));

    private static Job Short => Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithWarmupCount(1)
        .WithIterationCount(1)
        .WithIterationTime(TimeInterval.FromMilliseconds(10));
}
