using System.Numerics;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>What kinds of bytes a piece of memory is made of, as a grid of cells of equal size: text, tables, code and emptiness look different.</summary>
internal static class ByteClassMap
{
    private const int Columns = PageGrid.Columns;

    private const int MaximumRows = 16;

    private static readonly Category[] s_categories =
    [
        new('0', "zero", Palette.Grey),
        new('a', "printable ASCII", Palette.SkyBlue),
        new('c', "other control characters", Palette.Green),
        new('h', "high (0x80 to 0xfe)", Palette.Orange),
        new('f', "0xff", Palette.Purple),
    ];

    public static Figure Of(MemoryView memory)
    {
        ReadOnlySpan<byte> bytes = memory.Bytes.AsSpan();
        int cellSize = (int)Math.Max(1, BitOperations.RoundUpToPowerOf2((uint)((bytes.Length + (long)(Columns * MaximumRows) - 1) / (Columns * MaximumRows))));
        int rows = Math.Max(1, (int)((bytes.Length + (long)Columns * cellSize - 1) / (Columns * cellSize)));
        var cells = new double?[rows * Columns];
        var hover = new string[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            long at = (long)i * cellSize;
            ReadOnlySpan<byte> cell = at < bytes.Length ? bytes.Slice((int)at, (int)Math.Min(cellSize, bytes.Length - at)) : [];
            int[] counts = Count(cell);
            cells[i] = cell.IsEmpty ? null : Array.IndexOf(counts, counts.Max());
            hover[i] = cell.IsEmpty ? "" : $"{MemoryRange.Address(memory, at)}<br>{string.Join(", ", Amounts(counts))}";
        }

        return new(
            $"Classes of bytes, {MemoryRange.Title(memory)}",
            new($"Cell of {(cellSize == 1 ? "1 byte" : Sizes.Of((ulong)cellSize))} within the row"),
            new($"{(memory.IsPhysical ? "Physical" : "Virtual")} address of the row"),
            new Grid(
                [.. Enumerable.Range(0, rows).Select(row => MemoryRange.Address(memory, (long)row * Columns * cellSize))],
                PageGrid.ColumnNames,
                cells,
                Scale.Of("Most bytes of a cell are", s_categories))
            { Hover = hover });
    }

    /// <summary>The place of a byte's class among the categories.</summary>
    internal static int ClassOf(byte value) => value switch
    {
        0 => 0,
        >= (byte)' ' and <= (byte)'~' => 1,
        < 0x80 => 2,
        < 0xff => 3,
        _ => 4,
    };

    private static int[] Count(ReadOnlySpan<byte> cell)
    {
        var counts = new int[s_categories.Length];
        foreach (byte value in cell)
            counts[ClassOf(value)]++;
        return counts;
    }

    private static IEnumerable<string> Amounts(int[] counts) =>
        counts.Select((count, i) => (count, s_categories[i].Name)).Where(amount => amount.count > 0).Select(amount => FormattableString.Invariant($"{amount.count:N0} {amount.Name}"));
}
