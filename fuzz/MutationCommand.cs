using System.CommandLine;
using KdmpParser.Tests.Fuzzing;

namespace KdmpFuzz;

/// <summary><c>mutate</c>: the run of the test suite, for as long as one likes, on all processors.</summary>
internal static class MutationCommand
{
    public static Command Build()
    {
        var count = new Option<long>("--count") { Description = "How many damaged dumps are tried.", DefaultValueFactory = _ => 1_000_000 };
        var seed = new Option<ulong>("--seed") { Description = "The first one's seed; the others' follow.", DefaultValueFactory = _ => 0 };
        var threads = new Option<int>("--threads") { Description = "How many at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("mutate", "Damages the corpus and the sample, and opens what comes of it.") { count, seed, threads };
        command.SetAction(result => Run(result.GetValue(count), result.GetValue(seed), result.GetValue(threads)));
        return command;
    }

    private static int Run(long count, ulong seed, int threads)
    {
        FuzzRun[] runs = [.. Enumerable.Range(0, threads).Select(i => new FuzzRun(seed + (ulong)(i * (count / threads)), Questions.Ask))];
        Parallel.ForEach(runs, run => run.Run(TimeSpan.MaxValue, count / threads));
        Console.WriteLine($"{runs.Sum(run => run.Count):N0} damaged dumps, {runs.Sum(run => run.Opened):N0} opened.");
        Console.WriteLine($"Slowest: {runs.Max(run => run.Slowest.Time).TotalMilliseconds:N0} ms, seed {runs.MaxBy(run => run.Slowest.Time)!.Slowest.Seed}.");
        Console.WriteLine($"Hungriest: {runs.Max(run => run.Hungriest.Bytes) >> 10:N0} KiB allocated, seed {runs.MaxBy(run => run.Hungriest.Bytes)!.Hungriest.Seed}.");
        return 0;
    }
}
