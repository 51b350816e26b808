using KdmpInteractive.Charts;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>map</c>: the occupancy of physical memory as a chart.</summary>
internal static class MapCommand
{
    public static Command Definition { get; } = new("map", "Draw which physical memory the dump holds.", Run) { CSharp = "dump.PhysicalMemory.ToChart()", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        PhysicalMemory memory = invocation.PhysicalMemory;
        yield return new(() => Chart(memory, invocation.Place), () => DumpJson.Pages(memory));
    }

    private static View Chart(PhysicalMemory memory, CommandPlaces place) => place == CommandPlaces.Notebook
        ? PhysicalMemoryView.Of(memory, runs => NotebookFigure.Of(OccupancyMap.Of(memory).ToFigure(), runs), OutputLimits.Default)
        : PhysicalMemoryView.Of(memory);
}
