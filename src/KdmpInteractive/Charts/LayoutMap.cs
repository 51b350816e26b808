using System.Globalization;
using System.Numerics;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>
/// Mapped virtual memory as rows of cells. The address space is nearly empty: it is cut at its largest gaps, and each piece between
/// them is a row with cells of its own size, so that no region is left out and the number of rows is bounded.
/// </summary>
internal static class LayoutMap
{
    private const int Columns = PageGrid.Columns;

    /// <summary>Rows at most.</summary>
    public const int MaximumRows = 24;

    /// <summary>A smaller gap is part of a row.</summary>
    private const ulong SmallestGap = 1 << 20;

    /// <param name="regions">In any order; all of them are walked.</param>
    public static Figure Of(IEnumerable<VirtualRegion> regions)
    {
        VirtualRegion[] sorted = [.. regions.Where(region => region.Length > 0).OrderBy(region => region.Start)];
        Row[] rows = [.. Rows(sorted)];
        ulong mapped = sorted.Aggregate(0UL, (sum, region) => sum + region.Length);
        string title = string.Create(CultureInfo.InvariantCulture, $"Layout of virtual memory: {Sizes.Of(mapped)} in {sorted.Length:N0} regions");
        var grid = new Grid(
            [.. rows.Select(row => row.Label)],
            PageGrid.ColumnNames,
            [.. rows.SelectMany(row => row.Cells())],
            Scale.Of("Rights of most of a cell", RegionRights.Categories))
        {
            Hover = [.. rows.SelectMany(row => row.Hover())],
        };
        return new(title, new("Cell within the row, 1/64 of its extent"), new("Start and extent of the row"), grid);
    }

    /// <summary>Cuts at the largest gaps, as many as there are rows to be had.</summary>
    private static IEnumerable<Row> Rows(VirtualRegion[] sorted)
    {
        // Regions of several address spaces may overlap: a gap is what lies behind every region before it.
        var gaps = new List<(int Index, ulong Length)>();
        ulong last = sorted.Length == 0 ? 0 : sorted[0].Last.Value;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Start.Value > last && sorted[i].Start.Value - last > SmallestGap)
                gaps.Add((i, sorted[i].Start.Value - last));
            last = Math.Max(last, sorted[i].Last.Value);
        }

        int from = 0;
        foreach (int cut in gaps.OrderByDescending(gap => gap.Length).Take(MaximumRows - 1).Select(gap => gap.Index).Append(sorted.Length).Order())
        {
            if (cut > from)
                yield return new(sorted.AsMemory(from, cut - from));
            from = cut;
        }
    }

    /// <summary>Regions that are near each other.</summary>
    private sealed class Row
    {
        private readonly ulong _start;
        private readonly ulong _cellSize;
        private readonly ulong[,] _bytes = new ulong[Columns, RegionRights.Categories.Count];

        public Row(ReadOnlyMemory<VirtualRegion> regions)
        {
            ulong first = regions.Span[0].Start.Value, last = first;
            foreach (VirtualRegion region in regions.Span)
                last = Math.Max(last, region.Last.Value);

            // Cells begin at multiples of their size, which can move the row's begin so far ahead that its end needs larger ones.
            _cellSize = BitOperations.RoundUpToPowerOf2(Math.Max(PhysicalAddress.PageSize, (last - first) / Columns));
            while (last / _cellSize - first / _cellSize >= Columns)
                _cellSize *= 2;
            _start = first / _cellSize * _cellSize;
            foreach (VirtualRegion region in regions.Span)
                Add(region);
        }

        public string Label => $"{new VirtualAddress(_start)} + {Sizes.Of(_cellSize * Columns)}";

        public IEnumerable<double?> Cells() => Enumerable.Range(0, Columns).Select(Kind);

        public IEnumerable<string> Hover() => Enumerable.Range(0, Columns).Select(column => Kind(column) is null ? "" : $"{Start(column)}<br>{string.Join(", ", Amounts(column))}");

        private VirtualAddress Start(int column) => _start + (ulong)column * _cellSize;

        private IEnumerable<string> Amounts(int column) => Kinds(column).Select(kind => $"{Sizes.Of(_bytes[column, kind])} {RegionRights.Categories[kind].Name}");

        private IEnumerable<int> Kinds(int column) => Enumerable.Range(0, RegionRights.Categories.Count).Where(kind => _bytes[column, kind] > 0);

        /// <summary>What most of a cell is, unless something in it must be seen.</summary>
        private double? Kind(int column)
        {
            int[] kinds = [.. Kinds(column)];
            if (kinds.Length == 0)
                return null;
            return kinds[^1] == RegionRights.Categories.Count - 1 ? kinds[^1] : kinds.MaxBy(kind => _bytes[column, kind]);
        }

        private void Add(VirtualRegion region)
        {
            ulong from = region.Start.Value, last = region.Last.Value;
            while (true)
            {
                ulong column = (from - _start) / _cellSize, cellLast = _start + column * _cellSize + (_cellSize - 1);
                ulong end = Math.Min(last, cellLast);
                _bytes[column, RegionRights.Of(region)] += end - from + 1;
                if (end == last)
                    return;
                from = end + 1;
            }
        }
    }
}
