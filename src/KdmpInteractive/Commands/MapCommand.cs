using System.Runtime.CompilerServices;
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

    private static View Chart(PhysicalMemory memory, CommandPlaces place)
    {
        OccupancyMap map = OccupancyMap.Of(memory);
        Block figure = new OccupancyFigure(map);
        return PhysicalMemoryView.Of(memory, place == CommandPlaces.Notebook ? Interactive(map, figure) : figure);
    }

    /// <summary>In a method of its own: Plotly's types are loaded only where a chart is wanted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static InteractiveFigure Interactive(OccupancyMap map, Block figure) => new(OccupancyChart.Of(map), figure);
}
