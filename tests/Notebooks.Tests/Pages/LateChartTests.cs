using KdmpInteractive;
using KdmpInteractive.Charts;
using KdmpInteractive.Rendering;
using KdmpParser;
using Microsoft.Playwright;

namespace Notebooks.Tests.Pages;

/// <summary>What <c>#!kdmp charts interactive</c> does to the charts of a live notebook, which were pictures until then.</summary>
public sealed class LateChartTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Place = "[data-kdmp-chart]";

    /// <summary>Runs the scripts of an output as notebooks do: they are made anew, since those of inserted markup do not run.</summary>
    private const string Insert = """
        html => {
            const output = document.body.appendChild(document.createElement('div'));
            output.innerHTML = html;
            output.querySelectorAll('script').forEach(inert => { const script = document.createElement('script'); script.text = inert.text; inert.replaceWith(script); });
        }
        """;

    /// <summary>The module loaders of classic notebooks, which plotly.js would register itself with.</summary>
    private const string ModuleLoaders = "window.define = () => { window.wasDefined = true; }; window.define.amd = {}; window.exports = {}; window.module = { exports: {} };";

    [Fact]
    public async Task Charts_that_are_in_the_page_and_those_that_come_later_are_drawn_each_once_and_keep_their_tables()
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true });
        IPage page = await window.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await page.EvaluateAsync(ModuleLoaders);
        string chart = Chart();
        await page.EvaluateAsync(Insert, chart);
        await page.EvaluateAsync(Insert, chart);
        Assert.Equal(0, await page.Locator($"{Place} svg").CountAsync());
        Assert.Equal(2, await page.Locator("img:visible").CountAsync());

        string loader = PlotlyScript.Loader.ToHtml();
        await page.EvaluateAsync(Insert, loader);
        await page.EvaluateAsync(Insert, chart);
        await page.EvaluateAsync(Insert, loader);
        await page.WaitForFunctionAsync($"document.querySelectorAll('{Place} .plot-container').length === 3 && !document.querySelector('{Place} + :not([hidden])')");
        Assert.Equal(0, await page.Locator("img:visible").CountAsync());
        Assert.Equal(3, await page.Locator("details").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("!!window.wasDefined"));
        Assert.Empty(complaints);
    }

    private static string Chart()
    {
        KdmpExtension.Register();
        using KernelDump dump = KdmpSample.Open();
        return new View("", new InteractiveFigure(dump.PhysicalMemory!.ToChart())).ToHtml();
    }
}
