using System.Diagnostics;
using System.Globalization;
using KdmpInteractive;
using KdmpInteractive.Commands;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks.ManagedMemory;

/// <summary>
/// <c>memory</c>: how much managed memory a notebook takes that opens a dump of 64 GiB, draws its map, reads a million words and searches all of it. Everything a
/// notebook does goes through the extension, as there.
/// </summary>
internal static class MemoryCommand
{
    private const int Gibibytes = 64, Reads = 1_000_000;

    /// <summary>Bytes that are not in these dumps, so that all of them is searched.</summary>
    private const string Pattern = "48 8b 05 ?? ?? ?? ?? 48 85 c0";

    private static readonly DumpLayout[] s_all = [DumpLayout.DenseBitmap, DumpLayout.FragmentedBitmap, DumpLayout.Ranges1M];

    /// <param name="args">Layouts of dumps; three that differ in what there is to remember, unless told.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        KdmpExtension.Register();
        foreach (DumpLayout layout in args.Length == 0 ? s_all : Array.ConvertAll(args, Enum.Parse<DumpLayout>))
        {
            var dump = new SparseDump(layout, Gibibytes);
            string path = dump.Path;
            GC.Collect();
            Print($"{dump}, before: {Megabytes(GC.GetTotalMemory(forceFullCollection: true))} MB");
            using (var session = new KdmpSession())
                await ExploreAsync(session, path);
            Print($"  closed, kept: {Megabytes(GC.GetTotalMemory(forceFullCollection: true))} MB");
        }

        return 0;
    }

    private static async Task ExploreAsync(KdmpSession session, string path)
    {
        using var sampler = new HeapSampler();
        string shown = "";
        var cell = new NotebookCell { Show = view => shown = view.ToHtml(), SetVariable = (_, _) => Task.CompletedTask };
        (string Name, Func<Task> Run)[] steps =
        [
            ("open", () => LineAsync($"open {path}")),
            ("map", () => LineAsync("map")),
            ("reads", () => Task.Run(() => Read(session.Current!.Dump.PhysicalMemory!))),
            ("search", () => LineAsync($"search {Pattern}")),
        ];
        foreach ((string name, Func<Task> run) in steps)
        {
            long start = Stopwatch.GetTimestamp();
            await run();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            long most = sampler.TakeMost();
            Print($"  {name,-6} {seconds,7:F3} s, at most {Megabytes(most)} MB, kept {Megabytes(GC.GetTotalMemory(forceFullCollection: true))} MB");
            sampler.TakeMost();
        }

        async Task LineAsync(string line)
        {
            if (await KdmpExtension.RunAsync(session, line, cell) is { } error)
                throw new InvalidOperationException(error);
        }
    }

    /// <summary>Random words from the first captured page to the last, some of which are not in the dump.</summary>
    private static ulong Read(PhysicalMemory memory)
    {
        PhysicalRun last = memory.EnumerateRuns().Last();
        long end = (long)last.Start.Value + last.PageCount * PhysicalAddress.PageSize;
        var random = new Random(1);
        ulong sum = 0;
        for (int i = 0; i < Reads; i++)
        {
            if (memory.TryRead((ulong)random.NextInt64(end), out ulong word))
                sum += word;
        }

        return sum;
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
