using System.Text.Json;
using KdmpInteractive.Commands;
using KdmpInteractive.Formatting;
using KdmpInteractive.Rendering;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace KdmpInteractive.Tests.Charts;

public sealed class ChartBundleTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public ChartBundleTests() => KdmpFormatters.Register();

    private GenericChart Chart => _sample.PhysicalMemory!.ToChart();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_HTML_is_a_place_a_picture_a_table_and_a_script_in_this_order()
    {
        string html = new Shown(Chart).Html;
        int[] places = [.. Shown.Names("<div data-kdmp-chart=\"", "<img alt=\"Occupancy of physical memory", "<details><summary>The values of the chart", "<script>").Select(part => html.IndexOf(part, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.InRange(html.Length, 1000, 64 * 1024);
    }

    [Fact]
    public void In_plain_text_a_map_is_a_title_a_line_and_its_meaning()
    {
        string[] lines = new Shown(Chart).Lines;
        Assert.Equal(3, lines.Length);
        Assert.Equal("Occupancy of physical memory", lines[0]);
        Assert.Matches("^[.:#+-]{64}$", lines[1]);
        Assert.StartsWith("Pages in the dump (of 2,048 in a cell): . 0, : to 512, - to 1,024, + to 1,536, # to 2,048", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_exactly_the_pages_of_the_dump()
    {
        // Runs of cells with the same number: in this one, all but the empty ones stand alone.
        string[][] cells = new Shown(Chart).Table[1..];
        Assert.Equal(_sample.PhysicalMemory!.PageCount, cells.Where(row => !row[1].Contains('–', StringComparison.Ordinal)).Sum(row => long.Parse(row[2], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_JSON_of_plotly_is_there_for_those_who_ask_and_for_nobody_else()
    {
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(GenericChart)));
        using var json = JsonDocument.Parse(Chart.ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.Equal("heatmap", json.RootElement.GetProperty("data")[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("layout").ValueKind);
    }

    [Fact]
    public async Task Plotly_comes_into_a_notebook_once_and_once_more_only_when_asked()
    {
        using var session = new KdmpSession();
        string first = (await RunAsync(session, "#!kdmp charts interactive")).ToHtml(), second = (await RunAsync(session, "#!kdmp charts interactive")).ToHtml();
        Assert.True(first.Length > 3_000_000);
        Assert.Contains("(3.6 MB, saved with the notebook)", first, StringComparison.Ordinal);
        Assert.Contains("var define,module,exports;", first, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", second, StringComparison.Ordinal);
        Assert.Contains("--again", second, StringComparison.Ordinal);
        Assert.True((await RunAsync(session, "#!kdmp charts interactive --again")).ToHtml().Length > 3_000_000);
    }

    [Fact]
    public async Task A_notebook_is_told_of_interactive_charts_and_of_what_is_no_mode()
    {
        using var session = new KdmpSession();
        Assert.Contains("3.6 MB", (await RunAsync(session, "#!kdmp charts")).ToText(), StringComparison.Ordinal);
        string? problem = await KdmpExtension.RunAsync(session, "#!kdmp charts static", new() { Show = _ => { }, SetVariable = (_, _) => Task.CompletedTask });
        Assert.StartsWith("There is no 'static' for charts; there is 'interactive'.", problem, StringComparison.Ordinal);
    }

    private static async Task<View> RunAsync(KdmpSession session, string line)
    {
        var views = new List<View>();
        Assert.Null(await KdmpExtension.RunAsync(session, line, new() { Show = views.Add, SetVariable = (_, _) => Task.CompletedTask }));
        return Assert.Single(views);
    }
}
