using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>One processor: what it ran, its control registers, its other registers folded away.</summary>
internal static class ProcessorView
{
    public static View Of(Processor processor)
    {
        var fields = new FieldList(
            ("KPRCB", processor.Address?.ToString()),
            ("Current thread", processor.CurrentThread?.ToString()),
            ("Current process", processor.CurrentProcess?.ToString()),
            ("TEB", processor.Teb?.ToString()),
            ("Stopped at", processor.Context?.InstructionPointer?.ToString()),
            ("CR0", Flags(processor.Cr0, processor.Cr0Flags)),
            ("CR2", Hex.Recorded(processor.Cr2)),
            ("CR3", Hex.Recorded(processor.Cr3)),
            ("CR4", Flags(processor.Cr4, processor.Cr4Flags)));
        Block[] registers = processor.Context is { } context ? [new Details(ContextKinds.Place(context), [.. ContextView.Of(context).Blocks])] : [];
        string remark = processor.IsCaptured ? ": the dump is about this one" : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"Processor {processor.Number}{remark}"), [fields, .. registers]);
    }

    private static string? Flags(ulong? value, Enum? flags) => value is { } known ? $"{Hex.Of(known)} ({flags})" : null;
}
