using System.Globalization;
using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Charts.Interactive;
using KdmpParser;
using Plotly.NET;
using Figure = KdmpInteractive.Charts.Figures.Figure;

namespace KdmpInteractive.Tests.Charts;

public class OwnChartTests
{
    private const ulong MiB = 1 << 20;

    [Fact]
    public void Regions_land_in_the_row_and_the_cell_of_their_address_with_their_rights()
    {
        // 64 pages in a row: a cell is a page. The second row begins behind a gap of terabytes.
        Grid grid = LayoutGrid(
            Region(0x10000, 2, "rw-", user: true), Region(0x12000, 1, "r-x", user: true), Region(0x4f000, 1, "r--", user: true),
            Region(0xfffff805_00000000, 1, "rw-", user: false), Region(0xfffff805_00003000, 1, "rwx", user: false));
        Assert.Equal(["00000000`00010000 + 256 KiB", "fffff805`00000000 + 256 KiB"], grid.Rows);
        Assert.Equal("WWX", Marks(grid, 0, 3));
        Assert.Equal(Scale.Nothing, Marks(grid, 0)[3]);
        Assert.Equal('R', Marks(grid, 0)[63]);
        Assert.Equal("w__!", Marks(grid, 1, 4));
    }

    [Fact]
    public void A_page_that_is_writable_and_executable_is_seen_among_megabytes_that_are_not()
    {
        Grid grid = LayoutGrid(Region(0xffff8000_00000000, 512 * 64, "r--", user: false), Region(0xffff8000_00000000 + 128 * MiB, 1, "rwx", user: false), Region(0xffff8000_00000000 + 129 * MiB, 256, "r--", user: false));
        Assert.Equal('!', Marks(grid, 0)[32]);
        Assert.Contains("4 KiB rwx", grid.Hover[32], StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_up_to_the_end_of_the_address_space_and_one_across_all_of_it_have_their_cells()
    {
        Grid end = LayoutGrid(new VirtualRegion(0xffffffff_ffe00000, 2 * MiB, (long)(2 * MiB), true, false, false));
        Assert.Equal(new string('w', 64), Marks(end, 0));
        Grid all = LayoutGrid(new VirtualRegion(0, ulong.MaxValue, 4096, false, false, true));
        Assert.Equal(new string('R', 64), Marks(all, 0));
    }

    [Fact]
    public void The_rows_of_a_layout_are_bounded_and_no_region_is_left_out()
    {
        VirtualRegion[] regions = [.. Enumerable.Range(0, 500).Select(i => Region((ulong)i << 36, 1, "rw-", user: true))];
        Grid grid = LayoutGrid(regions);
        Assert.Equal(24, grid.Rows.Count);
        ulong shown = grid.Hover.Where(hover => hover.Length > 0).Aggregate(0UL, (sum, hover) => sum + KiB(hover));
        Assert.Equal(500UL * 4, shown);
    }

    [Fact]
    public void No_regions_are_an_empty_chart()
    {
        var shown = new Shown(Array.Empty<VirtualRegion>().ToLayoutChart());
        Assert.Equal("Layout of virtual memory: 0 bytes in 0 regions", shown.Lines[0]);
        Assert.False(shown.HasPicture);
        Assert.NotEmpty(new Shown(Array.Empty<VirtualRegion>().ToRightsChart()).Html);
    }

    [Fact]
    public void Sizes_by_rights_are_sums_with_the_number_of_regions_beside_them()
    {
        VirtualRegion[] regions = [Region(0, 256, "rw-", user: true), Region(0x1000_0000, 256, "rw-", user: true), Region(0x2000_0000, 1, "rwx", user: false)];
        var shown = new Shown(regions.ToRightsChart());
        Assert.Equal([["Rights", "Mapped memory (MiB)"], ["! kernel rwx", "0.00390625 (4 KiB in 1 region)"], ["user rw-", "2 (2 MiB in 2 regions)"]], shown.Table);
        Assert.Contains("2 MiB in 2 regions", shown.PictureTexts);
    }

    [Theory]
    [InlineData(0x00, '0')]
    [InlineData(0x01, 'c')]
    [InlineData(0x1f, 'c')]
    [InlineData(0x20, 'a')]
    [InlineData(0x7e, 'a')]
    [InlineData(0x7f, 'c')]
    [InlineData(0x80, 'h')]
    [InlineData(0xfe, 'h')]
    [InlineData(0xff, 'f')]
    public void A_byte_is_in_its_class(byte value, char mark)
    {
        Grid grid = (Grid)ByteClassMap.Of(Memory([value, value, 0x41, value])).Drawing;
        Assert.Equal($"{mark}{mark}a{mark}_", Marks(grid, 0, 5));
    }

    [Fact]
    public void A_cell_has_the_class_of_most_of_its_bytes_and_every_byte_is_counted()
    {
        // 4096 bytes on 1024 cells: four each.
        var bytes = new byte[4096];
        bytes[4] = 0xff;
        bytes[8] = bytes[9] = bytes[10] = (byte)'A';
        Grid grid = (Grid)ByteClassMap.Of(Memory(bytes)).Drawing;
        Assert.Equal((16, 64), (grid.Rows.Count, grid.Columns.Count));
        Assert.Equal("00a0", Marks(grid, 0, 4));
        Assert.EndsWith("3 zero, 1 0xff", grid.Hover[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Entropy_is_0_where_all_bytes_are_equal_and_8_where_each_value_is_there_once()
    {
        byte[] each = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var points = (Points)EntropyLine.Of(Memory([.. new byte[256], .. each, .. Enumerable.Range(0, 256).Select(i => (byte)(i % 2))])).Drawing;
        Assert.Equal([0, 8, 1], points.Series[0].Y);
        Assert.Equal([0, 256, 512], points.Series[0].X);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(65537)]
    [InlineData(10_000_000)]
    public void The_windows_of_entropy_and_the_cells_of_classes_are_bounded(int length)
    {
        MemoryView memory = Memory(new byte[length]);
        Assert.InRange(((Points)EntropyLine.Of(memory).Drawing).Series[0].X.Count, 1, 256);
        Assert.InRange(((Grid)ByteClassMap.Of(memory).Drawing).Cells.Count, 64, 1024);
    }

    [Fact]
    public void Memory_that_could_not_be_read_is_said_in_the_title()
    {
        var shown = new Shown(new MemoryView(0x1000, true, 4096, [], null).ToEntropyChart());
        Assert.Contains("physical memory at 0x1000, 0 of 4,096 bytes", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_differ_are_counted_by_kind_and_a_cell_of_several_kinds_says_so()
    {
        // 2048 frames on 1024 cells: two pages each.
        Figure figure = DifferenceMap.Of([
            new(PageDifferenceKind.Changed, 0, 1), new(PageDifferenceKind.Added, 0x1000, 1), new(PageDifferenceKind.Missing, 0x4000, 2), new(PageDifferenceKind.Changed, 2047UL * 4096, 1)]);
        var grid = (Grid)figure.Drawing;
        Assert.Equal("Pages that differ: 2 changed, 1 added, 2 missing pages", figure.Title);
        Assert.Equal("x_m", Marks(grid, 0, 3));
        Assert.Equal('c', Marks(grid, 15)[63]);
        Assert.Equal("page frames 0x0-0x1<br>1 changed, 1 added", grid.Hover[0]);
    }

    [Fact]
    public void A_chart_is_read_back_as_the_figure_that_it_was_made_of()
    {
        Figure layout = LayoutMap.Of([Region(0x10000, 2, "rw-", user: true), Region(0xfffff805_00000000, 1, "rwx", user: false)]);
        Figure read = FigureReader.Read(GenericChart.toFigureJson(PlotlyChart.Of(layout)));
        Assert.Equal((layout.Title, layout.X, layout.Y.Title), (read.Title, read.X with { Categories = layout.X.Categories }, read.Y.Title));
        (Grid made, Grid again) = ((Grid)layout.Drawing, (Grid)read.Drawing);
        Assert.Equal(made.Rows, again.Rows);
        Assert.Equal(made.Cells, again.Cells);
        Assert.Equal(made.Scale.Categories, again.Scale.Categories);
    }

    [Fact]
    public void A_chart_that_was_restyled_is_shown_with_its_new_titles()
    {
        GenericChart chart = new[] { Region(0x10000, 2, "rw-", user: true) }.ToRightsChart();
        var shown = new Shown(Shown.Titled(chart, "Of one process", ("xaxis", new Dictionary<string, object> { ["title"] = "Size" })));
        Assert.Equal("Of one process", shown.Lines[0]);
        Assert.Contains("Size", shown.PictureTexts);
    }

    [Fact]
    public void The_largest_picture_and_figure_of_a_map_are_small()
    {
        // Every other page of 2^20: no two neighbours look alike in the smallest cells.
        var random = new Random(1);
        Figure worst = new("t", new("x"), new("y"), new Grid(
            [.. Enumerable.Range(0, 16).Select(row => $"0x{row:x12}")], PageGrid.ColumnNames, [.. Enumerable.Range(0, 1024).Select(_ => (double?)random.Next(0, 1025))], new("Pages in the dump", 0, 1024))
        { Hover = [.. Enumerable.Range(0, 1024).Select(new PageGrid(1L << 40).Frames)] });
        Assert.InRange(FigurePicture.Svg(worst)!.Length, 5000, 40 * 1024);
        Assert.InRange(GenericChart.toFigureJson(PlotlyChart.Of(worst)).Length, 5000, 64 * 1024);
    }

    [Fact]
    public void The_picture_stands_alone()
    {
        var shown = new Shown(new[] { Region(0x10000, 2, "rwx", user: true) }.ToLayoutChart());
        Assert.Equal("img", shown.Picture.Attribute("role")?.Value);
        Assert.StartsWith("Layout of virtual memory", shown.Picture.Attribute("aria-label")?.Value, StringComparison.Ordinal);
        Assert.Contains("rwx: some of it is writable and executable", shown.PictureTexts);
        Assert.Contains("Start and extent of the row", shown.PictureTexts);
        foreach (string outside in (string[])["<script", "href", "url(", "<image", "foreignObject"])
            Assert.DoesNotContain(outside, shown.PictureText, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_beside_a_map_are_lines_of_a_few_words_to_plotly_and_one_line_elsewhere()
    {
        GenericChart chart = new[] { Region(0x10000, 2, "rwx", user: true) }.ToLayoutChart();
        using var json = System.Text.Json.JsonDocument.Parse(GenericChart.toFigureJson(chart));
        System.Text.Json.JsonElement bar = json.RootElement.GetProperty("data")[0].GetProperty("colorbar");
        Assert.Contains("! = rwx: some of it is<br>writable and executable", bar.GetProperty("ticktext").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("top", bar.GetProperty("title").GetProperty("side").GetString());
        Assert.Contains("! rwx: some of it is writable and executable", new Shown(chart).Text, StringComparison.Ordinal);
    }

    private static Grid LayoutGrid(params VirtualRegion[] regions) => (Grid)LayoutMap.Of(regions).Drawing;

    private static string Marks(Grid grid, int row, int count = 64) => string.Concat(Enumerable.Range(0, count).Select(column => grid.Scale.Character(grid[row, column])));

    private static ulong KiB(string hover) => ulong.Parse(hover.Split("<br>")[1].Split(" KiB")[0], CultureInfo.InvariantCulture);

    private static VirtualRegion Region(ulong start, ulong pages, string rights, bool user) => new(start, pages * 4096, 4096, rights[1] == 'w', rights[2] == 'x', user);

    private static MemoryView Memory(byte[] bytes) => new(0xfffff805_2a340000, false, bytes.Length, [.. bytes], null);
}
