using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;

namespace KdmpParser.Benchmarks.Configuration;

/// <summary>Of what takes tenths of a second each time, fewer are measured. A short run measures one of anything.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LongOperationAttribute()
    : JobMutatorConfigBaseAttribute(MeasuredDumps.IsShortRun ? Job.Default : Job.Default.WithWarmupCount(1).WithIterationCount(4));
