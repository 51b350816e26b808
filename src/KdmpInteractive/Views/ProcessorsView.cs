using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Processors, a row each.</summary>
internal static class ProcessorsView
{
    private static readonly string[] s_columns = ["Number#", "KPRCB#", "Current thread#", "Current process#", "Stopped at#", "CR3#", ""];

    public static View Of(CapturedList<Processor> processors) => new(
        string.Create(CultureInfo.InvariantCulture, $"Processors: {processors.Count}"),
        [.. processors.Count > 0 ? [BoundedTable.Of(s_columns, processors, Row)] : (Block[])[], .. BoundedTable.Remark(processors.Failure)]);

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
