using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using KdmpParser.Tests.Fuzzing;

namespace KdmpFuzz;

/// <summary><c>try</c>: what was found, once more.</summary>
internal static class TryCommand
{
    public static Command Build()
    {
        var what = new Argument<string[]>("WHAT") { Description = "Files that a fuzzer found, or seeds that mutate named.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("try", "Repeats a find.") { what };
        command.SetAction(result =>
        {
            foreach (string found in result.GetValue(what)!)
                Try(found);
            return 0;
        });
        return command;
    }

    private static void Try(string found)
    {
        long start = Stopwatch.GetTimestamp();
        if (ulong.TryParse(found, CultureInfo.InvariantCulture, out ulong seed))
        {
            var run = new FuzzRun(seed, Questions.Ask);
            run.Run(TimeSpan.MaxValue, 1);
            Console.WriteLine($"{found}: {(run.Opened > 0 ? "opened" : "refused")}, {run.Slowest.Time.TotalMilliseconds:N1} ms, {run.Hungriest.Bytes >> 10:N0} KiB allocated.");
            return;
        }

        string answer = FuzzerHarness.Ask(File.OpenRead(found))?.Message ?? "Opened.";
        Console.WriteLine($"{found}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:N1} ms. {answer}");
    }
}
