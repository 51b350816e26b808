namespace KdmpTool.Tests;

/// <summary>What commands show, as files.</summary>
public class WrittenPageTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task A_page_has_what_a_notebook_would_show_and_fetches_nothing()
    {
        string page = sample.Named("map.html");
        Assert.Equal(new(0, "", ""), await CommandLineRun.OfAsync("map", sample.Path, "--html", page));
        string html = File.ReadAllText(page);
        Assert.Contains("413 pages (1.61 MiB) in 29 runs", html, StringComparison.Ordinal);
        Assert.Contains("data:image/svg+xml;base64,", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_hold_several_dumps()
    {
        string page = sample.Named("two.html");
        await CommandLineRun.OfAsync("info", sample.Path, sample.Path, "--html", page);
        Assert.Equal(2, File.ReadAllText(page).Split("<figure class=\"kdmp\">").Length - 1);
    }

    [Fact]
    public async Task A_map_as_svg_is_an_image_that_needs_nothing_else()
    {
        string image = sample.Named("map.svg");
        Assert.Equal(new(0, "", ""), await CommandLineRun.OfAsync("map", sample.Path, "--svg", image));
        var svg = System.Xml.Linq.XDocument.Load(image);
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Root!.Name.ToString());
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "image" or "foreignObject");
    }

    [Fact]
    public async Task A_page_and_a_picture_are_both_written()
    {
        (string page, string image) = (sample.Named("both.html"), sample.Named("both.svg"));
        Assert.Equal(new(0, "", ""), await CommandLineRun.OfAsync("map", sample.Path, "--html", page, "--svg", image));
        Assert.Contains("413 pages", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(image), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_and_json_exclude_each_other() =>
        Assert.Equal(2, (await CommandLineRun.OfAsync("info", sample.Path, "--json", "--html", sample.Named("x.html"))).ExitCode);

    [Fact]
    public async Task A_page_that_cannot_be_written_is_1_and_one_sentence()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("info", sample.Path, "--html", Path.Combine(sample.Named("nowhere"), "x.html"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("'x.html' cannot be written", run.Error, StringComparison.Ordinal);
    }
}
