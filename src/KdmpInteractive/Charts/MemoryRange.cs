using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>How charts name a piece of memory and places in it.</summary>
internal static class MemoryRange
{
    /// <summary>As in <c>virtual memory at fffff805`2a340000, 85 of 4,096 bytes</c>.</summary>
    public static string Title(MemoryView memory)
    {
        string read = memory.Bytes.Length == memory.Requested ? "" : string.Create(CultureInfo.InvariantCulture, $"{memory.Bytes.Length:N0} of ");
        return string.Create(CultureInfo.InvariantCulture, $"{(memory.IsPhysical ? "physical" : "virtual")} memory at {Address(memory, 0)}, {read}{memory.Requested:N0} bytes");
    }

    /// <summary>The address of a byte, as the debuggers write it.</summary>
    public static string Address(MemoryView memory, long offset)
    {
        ulong address = memory.Address + (ulong)offset;
        return memory.IsPhysical ? Hex.Of(address) : new VirtualAddress(address).ToString();
    }
}
