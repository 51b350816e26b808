using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace KdmpInteractive.Charts;

/// <summary>The occupancy map as a Plotly heat map.</summary>
internal static class OccupancyChart
{
    public static GenericChart Of(OccupancyMap map)
    {
        int[] rows = [.. Enumerable.Range(0, map.Rows)];
        string cell = Sizes.Of((ulong)map.PagesPerCell * PhysicalAddress.PageSize);

        var trace = new Trace("heatmap");
        trace.SetProperty("z", rows.Select(row => Cells(row).Select(i => Math.Round(100 * map.Fraction(i), 2)).ToArray()).ToArray());
        trace.SetProperty("y", rows.Select(row => Address(map.FirstFrame(row * OccupancyMap.Columns))).ToArray());
        trace.SetProperty("text", rows.Select(row => Cells(row).Select(i => Hover(map, i)).ToArray()).ToArray());
        trace.SetProperty("hovertemplate", "%{text}<extra></extra>");
        trace.SetProperty("xgap", 1);
        trace.SetProperty("ygap", 1);
        trace.SetProperty("zmin", 0);
        trace.SetProperty("zmax", 100);

        // Lightness of one hue carries the value: readable without colour vision.
        trace.SetProperty("colorscale", new object[][] { [0, "rgba(127,127,127,0.12)"], [0.0001, "rgba(47,126,216,0.35)"], [1, "rgb(47,126,216)"] });
        var colorBar = new ColorBar();
        Title scale = Text("Pages in the dump (%)");
        scale.SetProperty("side", "right");
        colorBar.SetProperty("title", scale);
        colorBar.SetProperty("thickness", 14);
        trace.SetProperty("colorbar", colorBar);

        var layout = new Layout();
        layout.SetProperty("title", Text("Physical memory in the dump"));
        layout.SetProperty("xaxis", Axis($"Cell of {cell} within the row", ("showgrid", false), ("zeroline", false)));
        layout.SetProperty("yaxis", Axis("Physical address of the row", ("autorange", "reversed"), ("type", "category"), ("automargin", true), ("showgrid", false)));
        layout.SetProperty("height", 150 + 22 * map.Rows);
        layout.SetProperty("margin", Margin(top: 50, bottom: 50));
        layout.SetProperty("paper_bgcolor", "rgba(0,0,0,0)");
        layout.SetProperty("plot_bgcolor", "rgba(0,0,0,0)");
        return GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, trace));
    }

    private static IEnumerable<int> Cells(int row) => Enumerable.Range(row * OccupancyMap.Columns, OccupancyMap.Columns);

    private static string Hover(OccupancyMap map, int cell)
    {
        long first = map.FirstFrame(cell), last = first + map.PagesPerCell - 1;
        return string.Create(CultureInfo.InvariantCulture, $"page frames 0x{first:x} to 0x{last:x}<br>{map.Counts[cell]} of {map.PagesPerCell} pages in the dump");
    }

    private static string Address(long frame) => Hex.Of((ulong)frame * PhysicalAddress.PageSize);

    private static LinearAxis Axis(string title, params (string Name, object Value)[] properties)
    {
        var axis = new LinearAxis();
        axis.SetProperty("title", Text(title));
        foreach ((string name, object value) in properties)
            axis.SetProperty(name, value);
        return axis;
    }

    private static Margin Margin(int top, int bottom)
    {
        var margin = new Margin();
        margin.SetProperty("t", top);
        margin.SetProperty("b", bottom);
        return margin;
    }

    private static Title Text(string text)
    {
        var title = new Title();
        title.SetProperty("text", text);
        return title;
    }
}
