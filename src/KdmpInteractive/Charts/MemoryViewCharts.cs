using KdmpInteractive.Charts;
using KdmpInteractive.Charts.Interactive;
using KdmpParser;
using Plotly.NET;

namespace KdmpInteractive;

/// <summary>Charts of a piece of memory, to be shown or restyled.</summary>
public static class MemoryViewCharts
{
    /// <summary>
    /// What kinds of bytes the memory is made of (zero, printable ASCII, other control characters, 0x80 to 0xfe, 0xff): a map of at most 16
    /// rows of 64 cells of a power of two bytes, each with the class that most of its bytes have.
    /// </summary>
    /// <param name="memory">A copy of memory, such as <c>dump.PhysicalMemory.View(0x1000, 65536)</c>.</param>
    public static GenericChart ToByteClassChart(this MemoryView memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return PlotlyChart.Of(ByteClassMap.Of(memory));
    }

    /// <summary>Shannon entropy in bits per byte, 0 to 8, for at most 256 windows of at least 256 bytes each.</summary>
    /// <param name="memory">A copy of memory, such as <c>dump.PhysicalMemory.View(0x1000, 65536)</c>.</param>
    public static GenericChart ToEntropyChart(this MemoryView memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return PlotlyChart.Of(EntropyLine.Of(memory));
    }
}
