using System.Diagnostics;

namespace KdmpParser.Tests.Fuzzing;

/// <summary>Opens damaged dumps one after the other, for as long as it is told.</summary>
/// <param name="seed">Decides which dumps are damaged and how; each dump of a run has the seed of the run plus its number.</param>
/// <param name="ask">Asks something else of a dump than all that the reader offers; told whether it is one that is gone through completely.</param>
internal sealed class FuzzRun(ulong seed, Action<KernelDump, bool>? ask = null)
{
    /// <summary>How many dumps are only looked at, for each one that is gone through completely.</summary>
    private const int LookedAt = 32;

    private static readonly KernelDumpOptions[] s_options = [new(), new() { AllowTruncated = true }];

    private readonly DamagedDumps _dumps = new();
    private readonly Action<KernelDump, bool> _ask = ask ?? AskReader;

    /// <summary>How many damaged dumps were tried.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them opened.</summary>
    public long Opened { get; private set; }

    /// <summary>How long the slowest one took, and which one it was.</summary>
    public (TimeSpan Time, ulong Seed) Slowest { get; private set; }

    /// <summary>How many bytes the hungriest one allocated, and which one it was.</summary>
    public (long Bytes, ulong Seed) Hungriest { get; private set; }

    /// <summary>Goes on until time is up or there were enough.</summary>
    /// <exception cref="InvalidOperationException">A dump was answered with an exception that is none of the library's own. The seed of that dump is in the message.</exception>
    public void Run(TimeSpan time, long count = long.MaxValue)
    {
        long start = Stopwatch.GetTimestamp();
        while (Count < count && Stopwatch.GetElapsedTime(start) < time)
            Try(unchecked(seed + (ulong)Count));
    }

    /// <summary>All that the reader offers, or what is cheap of it.</summary>
    public static void AskReader(KernelDump dump, bool isComplete)
    {
        if (isComplete)
            DumpExercise.Run(dump);
        else
            DumpExercise.Look(dump);
    }

    /// <summary>Tries one damaged dump.</summary>
    private void Try(ulong own)
    {
        ArraySegment<byte> damaged = _dumps.Make(own);
        long began = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var stream = new MemoryStream(damaged.Array!, 0, damaged.Count, writable: false);
            using KernelDump dump = KernelDump.Open(stream, options: s_options[own / LookedAt % 2]);
            Opened++;
            _ask(dump, own % LookedAt == 0);
        }
        catch (KernelDumpException)
        {
            // Refused, with its reason.
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"The dump of seed {own} is answered with {e.GetType().Name}: {e.Message}"), e);
        }

        Count++;
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        if (took > Slowest.Time)
            Slowest = (took, own);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > Hungriest.Bytes)
            Hungriest = (allocated, own);
    }
}
