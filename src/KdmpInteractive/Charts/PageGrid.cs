using System.Globalization;
using System.Numerics;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>Physical memory from page frame 0 on as cells of equal size, in rows. Their number is bounded, whatever the size of the machine.</summary>
internal readonly record struct PageGrid
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 64;

    private const int MaximumRows = 16;

    /// <param name="frames">How many page frames have a place.</param>
    public PageGrid(long frames)
    {
        PagesPerCell = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, DivideUp(frames, Columns * MaximumRows)));
        Rows = (int)Math.Max(1, DivideUp(frames, PagesPerCell * Columns));
    }

    /// <summary>How many page frames a cell stands for; a power of two.</summary>
    public long PagesPerCell { get; }

    public int Rows { get; }

    public int Cells => Rows * Columns;

    /// <summary>As in <c>4 KiB</c>.</summary>
    public string CellSize => Sizes.Of((ulong)PagesPerCell * PhysicalAddress.PageSize);

    public FigureAxis X => new($"Cell of {CellSize} within the row");

    public static FigureAxis Y => new("Physical address of the row");

    public static IReadOnlyList<string> ColumnNames { get; } = [.. Enumerable.Range(0, Columns).Select(column => column.ToString(CultureInfo.InvariantCulture))];

    public IReadOnlyList<string> RowNames
    {
        get
        {
            PageGrid grid = this;
            return [.. Enumerable.Range(0, Rows).Select(row => Hex.Of((ulong)(row * Columns * grid.PagesPerCell) * PhysicalAddress.PageSize))];
        }
    }

    /// <summary>The page frames of a cell, as a person reads them.</summary>
    public string Frames(int cell) => PagesPerCell == 1
        ? FormattableString.Invariant($"page frame 0x{cell:x}")
        : FormattableString.Invariant($"page frames 0x{cell * PagesPerCell:x}-0x{(cell + 1) * PagesPerCell - 1:x}");

    /// <summary>How many of some pages lie in which cell.</summary>
    public IEnumerable<(int Cell, long Pages)> Split(long frame, long count)
    {
        while (count > 0)
        {
            long inCell = Math.Min(count, PagesPerCell - frame % PagesPerCell);
            yield return ((int)(frame / PagesPerCell), inCell);
            frame += inCell;
            count -= inCell;
        }
    }

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
