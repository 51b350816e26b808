using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Notebooks.Tests.Pages;

/// <summary>What a reader of an exported notebook sees, in a real browser that reaches no network.</summary>
public sealed class ExportedPageTests(Chromium chromium, ExportedPages pages) : IClassFixture<Chromium>, IClassFixture<ExportedPages>
{
    /// <summary>Places of charts, as <c>InteractiveFigure</c> marks them.</summary>
    private const string Chart = "[data-kdmp-chart]";

    private static readonly string[] s_wcag21AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

    public static TheoryData<string, ColorScheme, ForcedColors> Looks
    {
        get
        {
            var looks = new TheoryData<string, ColorScheme, ForcedColors>();
            foreach (string name in StoredOutputTests.Names)
            {
                looks.Add(name, ColorScheme.Light, ForcedColors.None);
                looks.Add(name, ColorScheme.Dark, ForcedColors.None);
                looks.Add(name, ColorScheme.Dark, ForcedColors.Active);
            }

            return looks;
        }
    }

    public static TheoryData<string> Names => StoredOutputTests.Names;

    /// <summary>The notebooks that draw charts.</summary>
    public static TheoryData<string> WithCharts => [.. Names.Where(name => Repository.ReadNotebook(name.Data).Contains("data-kdmp-chart", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Charts_are_drawn_without_a_network_and_without_an_error(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true });
        IPage page = await window.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => complaints.AddRange(IsInPage(request.Url) ? [] : [request.Url]);
        await page.GotoAsync((await pages.OfAsync(name)).AbsoluteUri);

        foreach (IElementHandle chart in await page.QuerySelectorAllAsync(Chart))
        {
            IElementHandle? drawn = await chart.WaitForSelectorAsync("svg.main-svg", new() { Timeout = 10_000 });
            Assert.True((await drawn!.BoundingBoxAsync())!.Width > 300);
        }

        Assert.Empty(complaints);
    }

    [Theory]
    [MemberData(nameof(WithCharts))]
    public async Task Without_scripts_every_chart_is_a_picture(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, JavaScriptEnabled = false });
        IPage page = await window.NewPageAsync();
        await page.GotoAsync((await pages.OfAsync(name)).AbsoluteUri);
        int charts = await page.Locator(Chart).CountAsync();
        Assert.True(charts > 0);
        for (int i = 0; i < charts; i++)
        {
            ILocator picture = page.Locator(Chart).Nth(i).Locator("xpath=following-sibling::*[1]").Locator("svg, img").First;
            Assert.True((await picture.BoundingBoxAsync())!.Width > 300);
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_passes_the_accessibility_rules_in_every_colour_scheme(string name, ColorScheme scheme, ForcedColors forced)
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, ColorScheme = scheme, ForcedColors = forced });
        IPage page = await window.NewPageAsync();
        await page.GotoAsync((await pages.OfAsync(name)).AbsoluteUri);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
        AxeResult result = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. s_wcag21AA] } });
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }

    /// <summary>The page itself, and what it carries within.</summary>
    private static bool IsInPage(string url) => new Uri(url).Scheme is "file" or "data" or "blob";
}
