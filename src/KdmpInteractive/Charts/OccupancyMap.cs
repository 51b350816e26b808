using System.Collections.Immutable;
using KdmpInteractive.Charts.Figures;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>
/// Physical memory as a grid of cells of equal size, each with the number of its pages that are in the dump. The number of cells
/// is bounded, whatever the size of the machine.
/// </summary>
public sealed class OccupancyMap
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = PageGrid.Columns;

    private readonly PageGrid _grid;

    private OccupancyMap(PageGrid grid, ImmutableArray<long> counts)
    {
        _grid = grid;
        Counts = counts;
    }

    /// <summary>How many page frames a cell stands for; a power of two.</summary>
    public long PagesPerCell => _grid.PagesPerCell;

    /// <summary>Pages in the dump for each cell, from page frame 0 on; whole rows of <see cref="Columns"/>.</summary>
    public ImmutableArray<long> Counts { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _grid.Rows;

    /// <summary>How much of a cell is in the dump, 0 to 1.</summary>
    public double Fraction(int cell) => (double)Counts[cell] / PagesPerCell;

    /// <summary>First page frame number of a cell.</summary>
    public long FirstFrame(int cell) => cell * PagesPerCell;

    /// <summary>Counts the pages of a dump, run by run.</summary>
    public static OccupancyMap Of(PhysicalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        long frames = 0;
        foreach (PhysicalRun captured in memory.EnumerateRuns())
            frames = (long)captured.Start.PageFrameNumber + captured.PageCount;
        var grid = new PageGrid(frames);
        var counts = new long[grid.Cells];
        foreach (PhysicalRun captured in memory.EnumerateRuns())
        {
            foreach ((int cell, long pages) in grid.Split((long)captured.Start.PageFrameNumber, captured.PageCount))
                counts[cell] += pages;
        }

        return new(grid, [.. counts]);
    }

    internal Figure ToFigure()
    {
        string unit = PagesPerCell == 1 ? "Pages in the dump" : FormattableString.Invariant($"Pages in the dump (of {PagesPerCell:N0} in a cell)");
        return new("Occupancy of physical memory", _grid.X, PageGrid.Y, new Grid(_grid.RowNames, PageGrid.ColumnNames, [.. Counts.Select(count => (double?)count)], new(unit, 0, PagesPerCell))
        {
            Hover = [.. Enumerable.Range(0, Counts.Length).Select(_grid.Frames)],
        });
    }
}
