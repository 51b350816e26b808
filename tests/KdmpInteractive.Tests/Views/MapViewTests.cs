using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Tests;

public class MapViewTests
{
    [Fact]
    public async Task The_map_shows_a_picture_and_the_exact_runs_where_no_script_runs()
    {
        string html = (await RunAsync("#!kdmp map")).ToHtml();
        string withoutScripts = html[..html.IndexOf("<script", StringComparison.Ordinal)] + html[html.IndexOf("</script>", StringComparison.Ordinal)..];
        Assert.Contains("src=\"data:image/svg+xml;base64,", withoutScripts, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Runs</summary><div class=\"s\"", withoutScripts, StringComparison.Ordinal);
        Assert.Contains("0x11f000000", withoutScripts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_fetches_nothing()
    {
        string html = (await RunAsync("#!kdmp map")).ToHtml();
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(html.Split("src=\"")[1..], source => Assert.StartsWith("data:", source, StringComparison.Ordinal));
    }

    private static async Task<View> RunAsync(string line)
    {
        using var session = new KdmpSession();
        session.Add("dump", KdmpSample.Open());
        var views = new List<View>();
        Assert.Null(await KdmpExtension.RunAsync(session, line, new() { Show = views.Add, SetVariable = (_, _) => Task.CompletedTask }));
        return Assert.Single(views);
    }
}
