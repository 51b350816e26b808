using KdmpInteractive.Charts;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>regions</c>: the virtual memory that the processor maps. A line each on the command line, as they are found; a table in a notebook.</summary>
internal static class RegionsCommand
{
    /// <summary>Regions that a chart is made of; Windows has tens of thousands, page tables made up by somebody can have more than memory.</summary>
    private const int MaximumDrawn = 1 << 20;

    public static Command Definition { get; } = new("regions", "List the virtual memory that the page tables map.", Run)
    {
        Parameters = [CommandTable.DirectoryTableBase, CommandTable.Maximum],
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
            yield return new(() => View(regions, () => missing, invocation.Limits));
            yield break;
        }

        foreach (VirtualRegion region in invocation.Bounded(regions))
            yield return new(() => VirtualRegionsView.Line(region), () => DumpJson.Region(region));
        if (missing > 0)
            yield return new(View: null) { Note = VirtualRegionsView.MissingTables(missing) };
    }

    /// <summary>The table and the layout above it, out of one pass.</summary>
    private static View View(IEnumerable<VirtualRegion> regions, Func<int> missingTables, OutputLimits limits)
    {
        var drawn = new List<VirtualRegion>();
        IEnumerable<VirtualRegion> seen = regions.Select(region =>
        {
            if (drawn.Count <= MaximumDrawn)
                drawn.Add(region);
            return region;
        });
        return VirtualRegionsView.Of(seen, missingTables, limits, () => drawn.Count switch
        {
            0 => null,
            > MaximumDrawn => new Paragraph("There are too many regions for a chart."),
            _ => NotebookFigure.Of(LayoutMap.Of(drawn)),
        });
    }
}
