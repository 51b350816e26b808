using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpTool.Notebooks;
using KdmpTool.Tests.HostileText;

namespace Notebooks.Tests.Pages;

/// <summary>Everything that this program writes for browsers, of hostile dumps, each made once for a test class.</summary>
public sealed class HostilePages : IAsyncLifetime
{
    /// <summary>Charts are in these: they have scripts, and plotly.js.</summary>
    public static readonly string[] WithCharts = ["report.html", "redacted.html", "map.html", "regions.html"];

    private static readonly (string Page, string Line)[] s_lines =
    [
        ("report.html", "report KERNEL -o"), ("redacted.html", "report KERNEL --redact -o"), ("small.html", "report SMALL -o"),
        ("info.html", "info NAMED --html"), ("modules.html", "modules NAMED --max 500 --html"), ("unloaded.html", "modules KERNEL --unloaded --html"),
        ("processes.html", "processes KERNEL --html"), ("stack.html", "stack KERNEL --html"), ("context.html", "context KERNEL --html"), ("exception.html", "exception KERNEL --html"),
        ("read.html", "read KERNEL 0xffffc08b70000000 --length 0x2000 --html"), ("pointers.html", "read KERNEL rsp --length 0x200 --as pointers --html"),
        ("strings.html", "strings KERNEL 0xffffc08b70000000 --length 0x8000 --html"), ("search.html", "search KERNEL alert --text --html"),
        ("translate.html", "translate KERNEL rip --html"), ("map.html", "map KERNEL --html"), ("map.svg", "map KERNEL --svg"), ("regions.html", "regions KERNEL --html"),
    ];

    private readonly HostileFiles _files = new();

    /// <summary>Pages by name; the last is the image that no command shows.</summary>
    public static IEnumerable<string> Names => s_lines.Select(line => line.Page).Append("image.html");

    public Uri Of(string name) => new(_files.At(name));

    public async ValueTask InitializeAsync()
    {
        // Where a file can have such a name, the title of the page has it too.
        string named = OperatingSystem.IsWindows() ? _files.Kernel : _files.Write("</title><script>alert(1)<\\script>\u202e\e[31m\n.dmp".Replace('/', '\\'), File.ReadAllBytes(_files.Kernel));
        foreach ((string page, string line) in s_lines)
        {
            string[] words = [.. line.Split(' ').Select(word => word switch { "KERNEL" => _files.Kernel, "SMALL" => _files.Small, "NAMED" => named, _ => word }), _files.At(page)];
            await Shell.RunAsync(words);
            Assert.True(File.Exists(_files.At(page)), line);
        }

        using var dump = KernelDump.Open(HostileDump.Of("end of a script").Kernel(), "image");
        Assert.True(ShownTypes.TryGetView(dump.ReadImage(dump.KernelModules[0]), out View? view));
        await File.WriteAllTextAsync(_files.At("image.html"), HtmlPage.Of("</title><script>alert(1)</script>", view.ToHtml()));
    }

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return default;
    }
}
