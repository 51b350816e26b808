using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>regions</c>: the virtual memory that the processor maps. A line each on the command line, as they are found; a table in a notebook.</summary>
internal static class RegionsCommand
{
    public static Command Definition { get; } = new("regions", "List the virtual memory that the page tables map.", Run)
    {
        Parameters = [CommandTable.DirectoryTableBase, CommandTable.Maximum with { Places = CommandPlaces.Notebook }],
        Example = "--dtb 0x1ad000",
        CSharp = "dump.GetAddressSpace(0x1ad000).EnumerateRegions()",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        int missing = 0;
        IEnumerable<VirtualRegion> regions = invocation.PageTables.EnumerateRegions(_ => missing++, invocation.Cancellation);
        if (invocation.Place == CommandPlaces.Notebook)
        {
            yield return new(() => VirtualRegionsView.Of(regions, () => missing, invocation.Limits));
            yield break;
        }

        foreach (VirtualRegion region in regions)
            yield return new(() => VirtualRegionsView.Line(region), () => DumpJson.Region(region));
        if (missing > 0)
            yield return new(View: null) { Note = VirtualRegionsView.MissingTables(missing) };
    }
}
