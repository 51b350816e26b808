using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Processors, a row each.</summary>
internal static class ProcessorsView
{
    private static readonly string[] s_columns = ["Number#", "KPRCB#", "Current thread#", "Current process#", "Stopped at#", "CR3#", "Remark"];

    /// <summary>The processors of a dump, by number.</summary>
    public static View Of(CapturedList<Processor> processors, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        return new("", [.. BoundedTable.WithRemark(Table(processors.OrderBy(processor => processor.Number), limits), processors.Failure)]) { Limits = limits };
    }

    /// <summary>Processors in the order of somebody's list.</summary>
    public static View Of(IEnumerable<Processor> processors) => new("", Table(processors, OutputLimits.Default));

    private static DataTable Table(IEnumerable<Processor> processors, OutputLimits limits) =>
        BoundedTable.Of("Processors", s_columns, processors, Row, limits);

    private static string[] Row(Processor processor) =>
    [
        processor.Number.ToString(CultureInfo.InvariantCulture),
        processor.Address?.ToString() ?? "-",
        processor.CurrentThread?.ToString() ?? "-",
        processor.CurrentProcess?.ToString() ?? "-",
        processor.Context?.InstructionPointer?.ToString() ?? "-",
        Hex.Recorded(processor.Cr3) ?? "-",
        processor.IsCaptured ? "the dump is about this one" : "",
    ];
}
