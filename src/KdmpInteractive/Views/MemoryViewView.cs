using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A piece of memory as hex, and why it ends early when it does.</summary>
internal static class MemoryViewView
{
    public static View Of(MemoryView memory)
    {
        string kind = memory.IsPhysical ? "Physical" : "Virtual";
        string address = memory.IsPhysical ? Hex.Of(memory.Address) : new VirtualAddress(memory.Address).ToString();
        string title = string.Create(CultureInfo.InvariantCulture, $"{kind} memory at {address}, {memory.Bytes.Length} of {memory.Requested} bytes");
        var blocks = new List<Block>();
        if (!memory.Bytes.IsEmpty)
            blocks.Add(new HexDump(memory));
        if (memory.Failure is { } failure)
            blocks.Add(new Paragraph(Stop(failure, memory.IsPhysical), isWarning: true));
        return new(title, blocks);
    }

    /// <summary>One sentence: where the memory ends and why.</summary>
    public static string Stop(MemoryFailure failure, bool isPhysical)
    {
        string address = isPhysical ? Hex.Of(failure.Address) : new VirtualAddress(failure.Address).ToString();
        return $"{address} cannot be read: {failure}.";
    }
}
