using System.Diagnostics;
using System.Globalization;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks.Peers;

/// <summary>
/// <c>peer</c>: this library's part in the comparison of <c>benchmarks/peers</c>. The programs there, for other parsers, do the same works in
/// the same order and print the same lines.
/// </summary>
internal static class PeerCommand
{
    private const string Usage = "peer --prepare LAYOUT GIBIBYTES | peer [--open] DUMP";
    private const int Repetitions = 3;

    /// <summary>What runs often is compiled again, better, some tenths of a second later.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    /// <param name="args">What stands behind <c>peer</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["--prepare", string layout, string gibibytes]:
                Prepare(Enum.Parse<DumpLayout>(layout), int.Parse(gibibytes, CultureInfo.InvariantCulture));
                return 0;
            case ["--open", string path]:
                Open(path).Dispose();
                return 0;
            case [string path]:
                using (KernelDump dump = Open(path))
                    Measure(dump, path);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    /// <summary>Makes the dump where it is missing, writes the addresses beside it, and prints where it is.</summary>
    private static void Prepare(DumpLayout layout, int gibibytes)
    {
        var dump = new SparseDump(layout, gibibytes);
        AddressLists.Choose(layout, dump.Pages).Write(ListsOf(dump.Path));
        Console.WriteLine(dump.Path);
    }

    private static KernelDump Open(string path)
    {
        long start = Stopwatch.GetTimestamp();
        KernelDump dump = KernelDump.Open(path);
        Print(path, "open", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        PrintMemory(path, "peak-open", "VmHWM:");
        return dump;
    }

    private static void Measure(KernelDump dump, string path)
    {
        AddressLists lists = AddressLists.Read(ListsOf(path));
        var works = new PeerWorks(dump);
        (string Name, int Count, Func<PeerWorks.Answer> Run)[] all =
        [
            ("read-8", lists.Physical.Length, () => works.ReadWords(lists.Physical)),
            ("read-page", lists.Physical.Length, () => works.ReadPages(lists.Physical)),
            ("translate-4k", lists.SmallPages.Length, () => works.Translate(lists.SmallPages)),
            ("translate-2m", lists.LargePages.Length, () => works.Translate(lists.LargePages)),
            ("pass", 1, works.ReadAll),
        ];

        foreach ((string name, int count, Func<PeerWorks.Answer> run) in all)
        {
            if (count == 0)
                continue;
            WarmUp(run);
            (double seconds, PeerWorks.Answer answer) = Best(run);
            Print(path, name, count == 1 ? seconds : seconds / count * 1e9, count == 1 ? "s" : "ns");
            Print(path, name, answer.Sum, "sum");
            Print(path, name, answer.Missing, "missing");
        }

        PrintMemory(path, "peak-end", "VmHWM:");
        PrintMemory(path, "own-end", "RssAnon:");
    }

    private static void WarmUp(Func<PeerWorks.Answer> run)
    {
        long start = Stopwatch.GetTimestamp();
        do
            run();
        while (Stopwatch.GetElapsedTime(start) < WarmUpTime);
    }

    private static (double Seconds, PeerWorks.Answer Answer) Best(Func<PeerWorks.Answer> run)
    {
        (double Seconds, PeerWorks.Answer Answer) best = (double.MaxValue, default);
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            PeerWorks.Answer answer = run();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = (Math.Min(best.Seconds, seconds), answer);
        }

        return best;
    }

    /// <summary>As Linux counts it: the most that the process ever had, pages of a mapped file included, or what is its own now.</summary>
    private static void PrintMemory(string path, string work, string field)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        Print(path, work, long.Parse(line.AsSpan()[field.Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture), "KiB");
    }

    private static void Print(string path, string work, object value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"KdmpParser\t{Path.GetFileNameWithoutExtension(path)}\t{work}\t{value}\t{unit}"));

    private static string ListsOf(string path) => Path.ChangeExtension(path, ".addresses");
}
