using Plotly.NET;

namespace KdmpInteractive.Tests.Charts;

/// <summary>Charts that users make themselves with Plotly.NET are shown as ours are.</summary>
public class UserChartTests
{
    [Fact]
    public void Points_keep_their_titles_and_values()
    {
        GenericChart chart = PlotlyApi.Call("Chart2D_Scatter", "Point", [typeof(double), typeof(double), typeof(string)], ("x", Shown.Numbers(1.0, 2, 4)), ("y", Shown.Numbers(10.5, -3, 7)), ("Name", "reads"));
        var shown = new Shown(Shown.Titled(chart, "Reads by size", ("xaxis", Title("Size (KiB)")), ("yaxis", Title("Time (ms)"))));
        Assert.Empty(Shown.Names("Reads by size", "Size (KiB)", "Time (ms)", "reads").Except(shown.PictureTexts));
        Assert.Equal([["Series", "Size (KiB)", "Time (ms)"], ["reads", "1", "10.5"], ["reads", "2", "-3"], ["reads", "4", "7"]], shown.Table);
        Assert.Equal("Reads by size", shown.Lines[0]);
        Assert.Equal(64, shown.Lines[1].Length);
        Assert.Contains("Size (KiB) 1 to 4", shown.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_a_line_and_a_missing_value_is_a_gap()
    {
        GenericChart chart = PlotlyApi.Call(
            "Chart2D_Scatter", "Line", [typeof(double), typeof(double), typeof(string)], ("x", Shown.Numbers(0.0, 1, 2, 3, 4)), ("y", Shown.Numbers(1.0, 2, double.NaN, 3, double.PositiveInfinity)));
        var shown = new Shown(chart);
        string line = shown.Picture.Descendants().Single(element => element.Attribute("stroke")?.Value.Length > 0).Attribute("d")!.Value;
        Assert.Equal(2, line.Count(c => c == 'M'));
        Assert.Equal(["2", ""], shown.Table[3]);
    }

    [Theory]
    [InlineData("Column")]
    [InlineData("Bar")]
    public void Bars_of_both_orientations_keep_labels_and_values(string method)
    {
        GenericChart chart = PlotlyApi.Call(
            "Chart2D_Bar", method, [typeof(double), typeof(string), typeof(string), typeof(double), typeof(double)], ("values", Shown.Numbers(3.0, 1.5, -2)), ("Keys", Shown.Names("ntoskrnl", "hal", "ci")));
        (string labels, string values) = method == "Bar" ? ("yaxis", "xaxis") : ("xaxis", "yaxis");
        var shown = new Shown(Shown.Titled(chart, "Modules", (labels, Title("Module")), (values, Title("Size (MiB)"))));
        Assert.Equal([["Module", "Size (MiB)"], ["ntoskrnl", "3"], ["hal", "1.5"], ["ci", "-2"]], shown.Table);
        Assert.Empty(Shown.Names("Modules", "Module", "Size (MiB)", "ntoskrnl", "1.5", "-2").Except(shown.PictureTexts));
    }

    [Fact]
    public void A_heat_map_keeps_rows_columns_and_values_and_its_first_row_is_at_the_bottom()
    {
        GenericChart chart = PlotlyApi.Call(
            "Chart2D_Heatmap", "Heatmap", [typeof(double[]), typeof(double), typeof(string)],
            ("zData", new[] { Shown.Numbers(1, 2), Shown.Numbers(3, 3) }), ("colNames", Shown.Names("a", "b")), ("rowNames", Shown.Names("low", "high")));
        Assert.Equal([["Row", "Column", "Value"], ["high", "a – b", "3"], ["low", "a", "1"], ["low", "b", "2"]], new Shown(chart).Table);
    }

    [Fact]
    public void A_histogram_counts_its_values()
    {
        GenericChart chart = PlotlyApi.Call(
            "Chart2D_Histogram", "Histogram", [typeof(double), typeof(string)], ("data", Enumerable.Range(0, 40).Select(i => i / 2.0).ToArray()), ("orientation", StyleParam.Orientation.Vertical));
        string[][] table = new Shown(chart).Table;
        Assert.Equal(["Label", "Count"], table[0]);
        Assert.Equal(["0 to 1", "2"], table[1]);
        Assert.Equal(40, table[1..].Sum(row => int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Charts_in_a_list_are_shown_one_below_the_other()
    {
        GenericChart[] charts = [Shown.Chart("scatter", ("x", Shown.Numbers(1, 2)), ("y", Shown.Numbers(3, 4))), Shown.Chart("bar", ("x", Shown.Names("a")), ("y", Shown.Numbers(1)))];
        foreach (object list in new object[] { charts, new List<GenericChart>(charts), Microsoft.FSharp.Collections.ListModule.OfSeq(charts) })
        {
            var shown = new Shown(list);
            Assert.Equal("2 in all", shown.Lines[0]);
            Assert.Equal(3, shown.Html.Split("src=\"data:image/svg+xml").Length);
        }
    }

    [Theory]
    [InlineData("scatter")]
    [InlineData("bar")]
    public void A_chart_without_values_says_so(string kind) =>
        Assert.Equal("This chart has no values.\n", new Shown(Shown.Chart(kind, ("x", Shown.Numbers()), ("y", Shown.Numbers()))).Text);

    [Fact]
    public void A_pie_keeps_labels_and_values_and_says_that_it_is_drawn_as_bars()
    {
        var shown = new Shown(Shown.Chart("pie", ("labels", Shown.Names("kernel", "user")), ("values", Shown.Numbers(3, 1))));
        Assert.Equal([["Label", "Value"], ["kernel", "3"], ["user", "1"]], shown.Table);
        Assert.Contains("A pie is drawn as bars here.", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_there_twice_is_two_bars() =>
        Assert.Equal([["Label", "Value"], ["a", "1"], ["a", "2"]], new Shown(Shown.Chart("bar", ("x", Shown.Names("a", "a")), ("y", Shown.Numbers(1, 2)))).Table);

    [Fact]
    public void Of_two_pies_one_is_drawn_and_the_other_is_listed()
    {
        GenericChart Pie(string label) => Shown.Chart("pie", ("labels", Shown.Names(label)), ("values", Shown.Numbers(1)));
        var shown = new Shown(GenericChart.combine([Pie("kernel"), Pie("user")]));
        Assert.Contains("kernel", shown.PictureTexts);
        Assert.DoesNotContain("user", shown.PictureTexts);
        Assert.Contains("Not in the picture, but in the table: pie.", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_that_is_turned_round_shows_its_whole_range()
    {
        GenericChart chart = Shown.Chart("scatter", ("x", Shown.Numbers(1, 2)), ("y", Shown.Numbers(1, 2)));
        var shown = new Shown(Shown.Titled(chart, "", ("xaxis", new Dictionary<string, object> { ["range"] = Shown.Numbers(50, 0) })));
        Assert.Contains("50", shown.PictureTexts);
    }

    [Fact]
    public void A_kind_without_a_picture_says_so_and_has_its_values_as_a_table()
    {
        var shown = new Shown(PlotlyApi.Call("Chart2D_Distribution", "BoxPlot", [typeof(double), typeof(double), typeof(string)], ("Y", Shown.Numbers(1.0, 2, 9))));
        Assert.False(shown.HasPicture);
        Assert.Contains("There is no static picture of this kind of chart (box)", shown.Text, StringComparison.Ordinal);
        Assert.Equal([["y"], ["1"], ["2"], ["9"]], shown.Table);
    }

    [Fact]
    public void What_the_picture_leaves_out_is_said_and_listed()
    {
        GenericChart chart = GenericChart.combine([Shown.Chart("scatter", ("x", Shown.Numbers(1)), ("y", Shown.Numbers(2))), Shown.Chart("box", ("name", "spread"), ("y", Shown.Numbers(5)))]);
        var shown = new Shown(chart);
        Assert.Contains("Not in the picture, but in the table: box.", shown.Text, StringComparison.Ordinal);
        Assert.Contains(["5"], shown.Table);
    }

    [Fact]
    public void Encoded_arrays_are_read_and_given_to_plotly_as_plain_ones()
    {
        GenericChart chart = PlotlyApi.Call(
            "Chart2D_Scatter", "Line", [typeof(string)], ("xEncoded", EncodedTypedArray.ofInt16Array([1, -2], null)), ("yEncoded", EncodedTypedArray.ofFloat64Array([0.25, 8], null)));
        var shown = new Shown(chart);
        Assert.Equal([["x", "y"], ["1", "0.25"], ["-2", "8"]], shown.Table);
        Assert.Contains("\"x\":[1,-2],\"y\":[0.25,8]", shown.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"dtype":"f8","bdata":"no Base64!"}""")]
    [InlineData("""{"dtype":"f16","bdata":"AAAA"}""")]
    [InlineData("""{"dtype":7}""")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("[[1,2],null,{}]")]
    [InlineData("[1e308,-1e308,\"NaN\",null,true,\"x\"]")]
    [InlineData("[]")]
    public void Nothing_in_a_trace_breaks_the_output(string values)
    {
        foreach (string kind in (string[])["scatter", "bar", "heatmap", "histogram", "pie", "box"])
        {
            object value = Newtonsoft.Json.Linq.JToken.Parse(values);
            var shown = new Shown(Shown.Chart(kind, ("x", value), ("y", value), ("z", value), ("labels", value), ("values", value), ("text", value), ("mode", value)));
            Assert.EndsWith("</figure>", shown.Html, StringComparison.Ordinal);
            if (shown.HasPicture)
                Assert.DoesNotContain("NaN ", shown.PictureText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Dates_are_dates()
    {
        var shown = new Shown(Shown.Chart("scatter", ("x", new[] { new DateTime(2024, 2, 28), new DateTime(2024, 3, 1, 12, 0, 0) }), ("y", Shown.Numbers(1, 2))));
        Assert.Equal("2024-02-28", shown.Table[1][0]);
        Assert.Equal("2024-03-01 12:00:00", shown.Table[2][0]);
        Assert.Contains("2024-02-29", shown.PictureTexts);
    }

    [Fact]
    public void A_logarithmic_axis_has_powers_of_ten_and_leaves_zero_out()
    {
        var axis = new Dictionary<string, object> { ["type"] = "log" };
        var shown = new Shown(Shown.Titled(Shown.Chart("scatter", ("x", Shown.Numbers(0, 1, 2)), ("y", Shown.Numbers(0, 10, 1000))), "", ("yaxis", axis)));
        Assert.Empty(Shown.Names("10", "100", "1,000").Except(shown.PictureTexts));
        Assert.DoesNotContain("Infinity", shown.PictureText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_points_do_not_flood_a_notebook()
    {
        double[] values = [.. Enumerable.Range(0, 1_000_000).Select(i => (double)i)];
        var shown = new Shown(Shown.Chart("scatter", ("x", values), ("y", values), ("mode", "lines+markers")));
        Assert.InRange(shown.Html.Length, 1000, 200_000);
        Assert.Contains("One of every 500 points is drawn.", shown.PictureTexts);
        Assert.Contains("OutputLimits.ChartCharacters", shown.Html, StringComparison.Ordinal);
        Assert.Contains("more)", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_bars_series_and_cells_are_bounded()
    {
        string[] names = [.. Enumerable.Range(0, 5000).Select(i => $"name {i}")];
        int[] values = [.. Enumerable.Range(0, 5000)];
        Assert.InRange(new Shown(Shown.Chart("bar", ("x", names), ("y", values))).PictureText.Length, 1000, 40_000);
        Assert.InRange(new Shown(GenericChart.combine(names[..300].Select(name => Shown.Chart("scatter", ("name", name), ("x", values[..5]), ("y", values[..5]))))).PictureText.Length, 1000, 40_000);
        Assert.InRange(new Shown(Shown.Chart("heatmap", ("z", Enumerable.Repeat(values[..500], 500).ToArray()))).PictureText.Length, 1000, 400_000);
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("]]><b>bold</b>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a\u202eb\u2066c")]
    [InlineData("&#x3c;b&#x3e;")]
    public void A_hostile_title_is_encoded_in_every_form(string title)
    {
        GenericChart chart = Shown.Titled(Shown.Chart("bar", ("name", title), ("x", Shown.Names(title, "b")), ("y", Shown.Numbers(1, 2))), title, ("xaxis", Title(title)));
        var shown = new Shown(chart);
        Assert.Equal(1, shown.Html.Split("<script").Length - 1);
        Assert.Equal(1, shown.Html.Split("<img").Length - 1);
        Assert.DoesNotContain("<b>", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("]]>", shown.PictureText, StringComparison.Ordinal);
        Assert.All(shown.Picture.Descendants(), element => Assert.Contains(element.Name.LocalName, (string[])["title", "style", "rect", "path", "text", "g"]));
        foreach (string form in (string[])[shown.Html, shown.Text, shown.PictureText])
            Assert.DoesNotContain('\u202e', form);
    }

    [Fact]
    public void What_plotly_would_fetch_from_the_network_has_no_script()
    {
        var picture = new Dictionary<string, object> { ["source"] = "https://example.org/a.png" };
        GenericChart withImage = Shown.Titled(Shown.Chart("scatter", ("x", Shown.Numbers(1)), ("y", Shown.Numbers(1))), "", ("images", new[] { picture }));
        foreach (GenericChart chart in (GenericChart[])[withImage, Shown.Chart("scattergeo", ("lon", Shown.Numbers(1)), ("lat", Shown.Numbers(1)))])
        {
            var shown = new Shown(chart);
            Assert.DoesNotContain("<script", shown.Html, StringComparison.Ordinal);
            Assert.Contains("from the network", shown.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Data_that_are_nested_deeper_than_JSON_is_read_stay_static()
    {
        object nested = 1;
        for (int i = 0; i < 100; i++)
            nested = new[] { nested };
        var shown = new Shown(Shown.Chart("scatter", ("x", Shown.Numbers(1)), ("y", Shown.Numbers(1)), ("customdata", nested)));
        Assert.DoesNotContain("<script", shown.Html, StringComparison.Ordinal);
        Assert.Contains("nested too deep", shown.Html, StringComparison.Ordinal);
    }

    private static Dictionary<string, object> Title(string title) => new() { ["title"] = new Dictionary<string, object> { ["text"] = title } };
}
