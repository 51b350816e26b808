using KdmpInteractive.Formatting;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpInteractive.Tests;

public sealed class ListFormatterTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public ListFormatterTests() => KdmpFormatters.Register();

    public static TheoryData<string, string> Lists => new()
    {
        { "modules", "Modules: " },
        { "drivers", "Unloaded drivers: " },
        { "processes", "Processes: " },
        { "processors", "Processors: " },
        { "regions", "Mapped virtual memory: " },
        { "runs", "Runs: " },
        { "blobs", "Entries of secondary data: " },
        { "entries", "Page-table entries: " },
        { "registers", "Registers: " },
    };

    public void Dispose() => _sample.Dispose();

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_that_was_filtered_in_csharp_is_a_table(string what, string title)
    {
        foreach (object list in Filtered(what))
        {
            Assert.Equal("text/html", Formatter.GetPreferredMimeTypesFor(list.GetType()).First());
            Assert.StartsWith("<figure class=\"kdmp\">", list.ToDisplayString("text/html"), StringComparison.Ordinal);
            Assert.StartsWith(title, list.ToDisplayString("text/plain"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_of_the_dump_is_sorted_by_address_and_one_of_the_users_own_keeps_its_order()
    {
        LoadedModule low = new() { Base = 0x1000, Size = 0x1000, Name = "low" }, high = new() { Base = 0x9000, Size = 0x1000, Name = "high" };
        string own = new[] { high, low }.ToDisplayString("text/plain");
        Assert.True(own.IndexOf("high", StringComparison.Ordinal) < own.IndexOf("low", StringComparison.Ordinal), own);
        string dumps = new CapturedList<LoadedModule>([high, low]).ToDisplayString("text/plain");
        Assert.True(dumps.IndexOf("low", StringComparison.Ordinal) < dumps.IndexOf("high", StringComparison.Ordinal), dumps);
    }

    [Fact]
    public void A_list_in_an_anonymous_object_is_the_same_table()
    {
        string html = new { Drivers = _sample.KernelModules.Where(_ => true) }.ToDisplayString("text/html");
        Assert.Contains("<caption>Modules: ", html, StringComparison.Ordinal);
    }

    private object[] Filtered(string what) => what switch
    {
        "modules" => Forms(_sample.KernelModules),
        "drivers" => Forms(_sample.UnloadedDrivers),
        "processes" => Forms(_sample.Processes),
        "processors" => Forms(_sample.Processors),
        "regions" => Forms(_sample.VirtualMemory.EnumerateRegions()),
        "runs" => Forms(_sample.PhysicalMemory!.Runs),
        "blobs" => Forms(_sample.SecondaryData),
        "entries" => Forms(_sample.VirtualMemory.Translate(_sample.Context!.InstructionPointer!.Value).Walk),
        _ => Forms(_sample.Context!.Registers),
    };

    private static object[] Forms<T>(IEnumerable<T> list) =>
        [list.Where(_ => true), list.Select(item => item), list.OrderBy(item => item!.ToString()), list.ToArray(), list.ToList(), list.Take(1), new HashSet<T>(list)];
}
