using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>map</c>: the occupancy of physical memory: a chart in a notebook, a drawing of characters in a terminal, a picture for a file.</summary>
internal static class MapCommand
{
    private static readonly CommandParameter s_svg = new("--svg", "Write the map as an SVG image.")
    {
        ValueName = "FILE",
        IsOutput = true,
        Places = CommandPlaces.CommandLine,
    };

    public static Command Definition { get; } = new("map", "Draw which physical memory the dump holds.", Run)
    {
        Parameters = [s_svg],
        CSharp = "dump.PhysicalMemory.ToChart()",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        PhysicalMemory memory = invocation.PhysicalMemory;
        string? file = invocation.Arguments.Text(s_svg.Name);
        if (file is not null)
            yield return new(View: null) { File = (file, memory.ToSvg) };

        // A page is wanted beside the picture, a drawing in the terminal is not.
        if (file is null || invocation.Place == CommandPlaces.Notebook)
            yield return new(() => Drawn(memory, invocation.Place), () => DumpJson.Pages(memory));
    }

    private static View Drawn(PhysicalMemory memory, CommandPlaces place) => PhysicalMemoryView.Of(
        memory,
        runs => place == CommandPlaces.Notebook ? NotebookFigure.Of(OccupancyMap.Of(memory).ToFigure(), runs) : new GridDrawing(OccupancyMap.Of(memory).ToFigure()),
        OutputLimits.Default);
}
