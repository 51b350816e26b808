using KdmpInteractive.Charts;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive.Tests;

public class OccupancyMapTests
{
    [Theory]
    [InlineData(4UL)]
    [InlineData(1024UL)]
    [InlineData(1025UL)]
    [InlineData(1UL << 28)]
    [InlineData((1UL << 40) - 1)]
    public void The_number_of_cells_is_bounded_and_every_page_is_counted_once(ulong lastFrame)
    {
        using KernelDump dump = Dump(new PageRange(0x1000, 3), new PageRange(lastFrame * 4096, 1));
        OccupancyMap map = OccupancyMap.Of(dump.PhysicalMemory!);
        Assert.InRange(map.Counts.Length, OccupancyMap.Columns, 16 * OccupancyMap.Columns);
        Assert.Equal(dump.PhysicalMemory!.PageCount, map.Counts.Sum());
        Assert.True(map.Counts[(int)((long)lastFrame / map.PagesPerCell)] > 0);
    }

    [Fact]
    public void A_run_that_crosses_a_cell_is_split()
    {
        // 2048 frames on 1024 cells: two frames each.
        using KernelDump dump = Dump(new PageRange(1 * 4096, 2), new PageRange(2047 * 4096, 1));
        OccupancyMap map = OccupancyMap.Of(dump.PhysicalMemory!);
        Assert.Equal(2, map.PagesPerCell);
        Assert.Equal([1, 1, 0], map.Counts[..3]);
        Assert.Equal(0.5, map.Fraction(0));
    }

    [Fact]
    public void A_dump_without_pages_has_an_empty_map()
    {
        using KernelDump dump = Dump();
        Assert.All(OccupancyMap.Of(dump.PhysicalMemory!).Counts, count => Assert.Equal(0, count));
    }

    [Fact]
    public void The_chart_is_a_heat_map_with_units_on_its_axes()
    {
        using KernelDump dump = Dump(new PageRange(0x1000, 3));
        string figure = GenericChart.toFigureJson(dump.PhysicalMemory!.ToChart());
        Assert.Contains("\"heatmap\"", figure, StringComparison.Ordinal);
        Assert.Contains("Physical address of the row", figure, StringComparison.Ordinal);
        Assert.Contains("Cell of 4 KiB within the row", figure, StringComparison.Ordinal);
        Assert.Contains("\"Pages in the dump\"", figure, StringComparison.Ordinal);
        Assert.Contains("\"page frame 0x3\"", figure, StringComparison.Ordinal);
    }

    private static KernelDump Dump(params PageRange[] ranges)
    {
        DumpHeader header = new() { Type = DumpType.CompleteMemory, Machine = MachineType.X64, MajorVersion = 15, Build = 19041 };
        using var stream = new MemoryStream();
        new KernelDumpWriter { Header = header, Pages = new Zeros(ranges) }.Write(stream);
        return KernelDump.Open(stream.ToArray(), "zeros");
    }

    private sealed class Zeros(PageRange[] ranges) : IPageSource
    {
        public IReadOnlyList<PageRange> Ranges => ranges;

        public void ReadPages(PhysicalAddress start, Span<byte> destination) => destination.Clear();
    }
}
