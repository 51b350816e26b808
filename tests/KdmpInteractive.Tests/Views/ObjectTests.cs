using System.Text.Json.Nodes;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace KdmpInteractive.Tests;

/// <summary>Whatever hangs off a dump formats itself: alone, in collections of C# and F#, and as one line in the list of variables.</summary>
public sealed class ObjectTests : IDisposable
{
    private const string Html = "text/html";
    private const string Summary = "text/plain+summary";

    /// <summary>How the formatting library shows an object of which it knows nothing.</summary>
    private const string PropertyTree = "dni-treeview";

    private readonly KernelDump _dump = KdmpSample.Open();

    public ObjectTests() => KdmpExtension.Register();

    public void Dispose() => _dump.Dispose();

    /// <summary>What nobody looks at: what is put in, and what progress reports carry.</summary>
    private static readonly Type[] s_notShown =
    [
        typeof(KernelDumpOptions), typeof(KernelDumpLimits), typeof(KernelDumpWriter), typeof(WriteProgress), typeof(ScanProgress), typeof(BytePattern), typeof(SearchOptions),
        typeof(DisassemblyOptions),
    ];

    public static TheoryData<Type> PublicTypes =>
    [
        .. typeof(KernelDump).Assembly.GetExportedTypes().Concat(typeof(Backtrace).Assembly.GetExportedTypes()).Where(type =>
            !type.IsEnum && !type.IsInterface && !type.IsGenericType && !(type.IsAbstract && type.IsSealed) && !type.IsAssignableTo(typeof(Exception))
            && !s_notShown.Contains(type)),
    ];

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void Every_public_type_of_the_libraries_has_a_view(Type type) =>
        Assert.Contains(ShownTypes.All, shown => shown.IsAssignableFrom(type) || (type.IsAbstract && type.IsAssignableFrom(shown)));

    [Fact]
    public void Objects_in_collections_of_C_sharp_are_shown_as_they_are_alone()
    {
        string alone = _dump.ToDisplayString(Html);
        string table = alone[alone.IndexOf("<table", StringComparison.Ordinal)..alone.LastIndexOf("</table>", StringComparison.Ordinal)];
        object[] collections =
        [
            new[] { _dump, _dump },
            new List<KernelDump> { _dump },
            new { _dump, _dump.Header },
            (_dump, 5),
            new Dictionary<string, object> { ["a"] = _dump, ["b"] = _dump.Header },
        ];
        Assert.All(collections, collection =>
        {
            string html = collection.ToDisplayString(Html);
            Assert.Contains(table, html, StringComparison.Ordinal);
            Assert.True(html.Length < 64 * 1024);
        });
    }

    [Fact]
    public void A_list_of_F_sharp_is_no_tree_of_heads_and_tails()
    {
        FSharpList<KernelDump> list = ListModule.OfSeq([_dump, _dump, _dump]);
        string html = list.ToDisplayString(Html);
        Assert.DoesNotContain(PropertyTree, html, StringComparison.Ordinal);
        Assert.True(html.Length < 16 * 1024);
        Assert.DoesNotContain(PropertyTree, ListModule.OfSeq(_dump.VirtualMemory.Translate(_dump.KernelModules[0].Base).Walk).ToDisplayString(Html), StringComparison.Ordinal);
        Assert.Contains("<figcaption>Kernel dump sample</figcaption>", FSharpOption<KernelDump>.Some(_dump).ToDisplayString(Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_property_tree_shows_is_a_tree_itself()
    {
        LoadedModule module = _dump.KernelModules[1];
        var all = new
        {
            module,
            _dump.VirtualMemory,
            process = _dump.Processes[0],
            processor = _dump.Processors[0],
            opened = _dump.OpenProcess(6700),
            image = _dump.ReadImage(module),
            _dump.DebuggerData,
            run = _dump.PhysicalMemory!.Runs[0],
            walk = _dump.VirtualMemory.Translate(module.Base).Walk,
            register = _dump.Context!.Registers[0],
            driver = _dump.UnloadedDrivers[0],
        };

        // One for the anonymous object, one for the style sheet that goes with it.
        Assert.Single(all.ToDisplayString(Html).Split("class=\"" + PropertyTree).Skip(1));
        Assert.True(all.ToDisplayString(Html).Length < 64 * 1024);
    }

    [Fact]
    public void A_list_can_have_holes()
    {
        Assert.Contains("<p>null</p>", new[] { _dump, null }.ToDisplayString(Html), StringComparison.Ordinal);
        Assert.Contains("Modules: 2", new[] { _dump.KernelModules[0], null }.ToDisplayString(Html), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_variables_reads_no_sequence()
    {
        Assert.Equal("a sequence, not read yet", Unreadable<VirtualRegion>().ToDisplayString(Summary));
        Assert.Equal("a sequence, not read yet", Unreadable<LoadedModule>().ToDisplayString(Summary));

        static IEnumerable<T> Unreadable<T>()
        {
            Assert.Fail("It was read.");
            yield break;
        }
    }

    [Fact]
    public void The_list_of_variables_shows_one_short_line()
    {
        Assert.Equal("ntoskrnl.exe fffff805`10600000 to fffff805`10800000", _dump.KernelModules[0].ToDisplayString(Summary));
        Assert.Equal("4: System (4), kdmpinit.exe (436), kdmpshell.exe (3376), kdmpsample.exe (6700)", _dump.Processes.ToDisplayString(Summary));
        Assert.Equal("2: System (4), System (4)", new[] { _dump.Processes[0], _dump.Processes[0] }.ToDisplayString(Summary));
        Assert.Equal("a chart", _dump.PhysicalMemory!.ToChart().ToDisplayString(Summary));
        string registers = _dump.Context!.Registers.ToDisplayString(Summary);
        Assert.StartsWith("47: rax = 000000000000002a, ", registers, StringComparison.Ordinal);
        Assert.True(registers.Length < 250);
        Assert.Equal(@"\u202eevil\u000a.sys fffff805`10600000 to fffff805`10800000", (_dump.KernelModules[0] with { Name = "\u202eevil\n.sys" }).ToDisplayString(Summary));
    }

    [Fact]
    public void A_dump_that_is_shared_is_a_small_JSON_object()
    {
        string json = _dump.ToDisplayString("application/json");
        JsonNode summary = JsonNode.Parse(json)!;
        Assert.Equal("Bitmap", (string?)summary["dumpType"]);
        Assert.Equal(19041, (int?)summary["build"]);
        Assert.Equal("0x7e", (string?)summary["bugCheck"]!["code"]);
        Assert.Equal(413, (int?)summary["physicalMemory"]!["pageCount"]);
        Assert.True(json.Length < 2048);
    }

    [Fact]
    public void A_dump_that_was_closed_can_still_be_shown()
    {
        object[] objects =
        [
            _dump, _dump.Header, _dump.VirtualMemory, _dump.PhysicalMemory!, _dump.OpenProcess(6700), _dump.KernelModules,
            _dump.VirtualMemory.EnumerateRegions(cancellation: TestContext.Current.CancellationToken),
        ];
        _dump.Dispose();
        foreach (string mimeType in (string[])[Html, "text/plain", Summary])
            Assert.All(objects, value => Assert.NotEmpty(value.ToDisplayString(mimeType)));
        Assert.NotEmpty(_dump.ToDisplayString("application/json"));
        Assert.Equal("The dump is closed.\n", objects[^1].ToDisplayString("text/plain"));
    }
}
