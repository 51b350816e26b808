using System.Collections.Immutable;
using System.Numerics;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>
/// Physical memory as a grid of cells of equal size, each with the number of its pages that are in the dump. The number of cells
/// is bounded, whatever the size of the machine.
/// </summary>
public sealed class OccupancyMap
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 64;

    private const int MaximumRows = 16;

    private OccupancyMap(long pagesPerCell, ImmutableArray<long> counts)
    {
        PagesPerCell = pagesPerCell;
        Counts = counts;
    }

    /// <summary>How many page frames a cell stands for; a power of two.</summary>
    public long PagesPerCell { get; }

    /// <summary>Pages in the dump for each cell, from page frame 0 on; whole rows of <see cref="Columns"/>.</summary>
    public ImmutableArray<long> Counts { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Counts.Length / Columns;

    /// <summary>How much of a cell is in the dump, 0 to 1.</summary>
    public double Fraction(int cell) => (double)Counts[cell] / PagesPerCell;

    /// <summary>First page frame number of a cell.</summary>
    public long FirstFrame(int cell) => cell * PagesPerCell;

    /// <summary>Counts the pages of a dump, run by run.</summary>
    public static OccupancyMap Of(PhysicalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        PhysicalRun? last = memory.Runs.Count == 0 ? null : memory.Runs[^1];
        long frames = last is { } run ? (long)run.Start.PageFrameNumber + run.PageCount : 0;
        long pagesPerCell = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, DivideUp(frames, Columns * MaximumRows)));
        var counts = new long[Math.Max(1, DivideUp(frames, pagesPerCell * Columns)) * Columns];
        foreach (PhysicalRun captured in memory.Runs)
            Add(counts, pagesPerCell, (long)captured.Start.PageFrameNumber, captured.PageCount);
        return new(pagesPerCell, [.. counts]);
    }

    private static void Add(long[] counts, long pagesPerCell, long frame, long count)
    {
        while (count > 0)
        {
            long inCell = Math.Min(count, pagesPerCell - frame % pagesPerCell);
            counts[frame / pagesPerCell] += inCell;
            frame += inCell;
            count -= inCell;
        }
    }

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
