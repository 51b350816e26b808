using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Which physical memory a dump holds: a picture, and the exact runs folded below it.</summary>
internal static class PhysicalMemoryView
{
    public static View Of(PhysicalMemory memory) => Of(memory, OutputLimits.Default);

    public static View Of(PhysicalMemory memory, OutputLimits limits) =>
        Of(memory, runs => new FigureBlock(OccupancyMap.Of(memory).ToFigure(), runs), limits);

    /// <param name="memory">What is shown.</param>
    /// <param name="figure">How its occupancy is drawn, with the runs below.</param>
    /// <param name="limits">How many runs are listed; a fragmented dump can have a million.</param>
    public static View Of(PhysicalMemory memory, Func<Details, Block> figure, OutputLimits limits) => new(
        $"Physical memory in the dump: {Sizes.Pages(memory)}", figure(new Details("Runs", PhysicalRunsView.Table(memory.EnumerateRuns(), limits))))
    {
        Limits = limits,
    };
}
