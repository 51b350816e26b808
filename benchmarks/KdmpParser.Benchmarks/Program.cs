using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using KdmpParser.Benchmarks.Configuration;
using KdmpParser.Benchmarks.ManagedMemory;
using KdmpParser.Benchmarks.Peers;

switch (args)
{
    case ["peer", .. string[] peer]:
        return PeerCommand.Run(peer);
    case ["memory", .. string[] layouts]:
        return await MemoryCommand.RunAsync(layouts);
    default:
        MeasuredDumps.IsShortRun = string.Join(' ', args).Contains("--job short", StringComparison.OrdinalIgnoreCase);
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkConfig.Create());
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
}
