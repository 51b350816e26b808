using System.Globalization;
using System.Numerics;
using KdmpInteractive.Charts.Figures;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>Shannon entropy of a piece of memory, window by window: near 8 bits per byte it is compressed or encrypted, near 0 it repeats.</summary>
internal static class EntropyLine
{
    private const int MaximumWindows = 256;

    /// <summary>With fewer bytes in a window, 8 bits per byte could not be reached.</summary>
    private const int SmallestWindow = 256;

    public static Figure Of(MemoryView memory)
    {
        int window = (int)Math.Max(SmallestWindow, BitOperations.RoundUpToPowerOf2((uint)((memory.Bytes.Length + (long)MaximumWindows - 1) / MaximumWindows)));
        var offsets = new List<double?>();
        var bits = new List<double?>();
        var hover = new List<string>();
        for (long at = 0; at < memory.Bytes.Length; at += window)
        {
            ReadOnlySpan<byte> bytes = memory.Bytes.AsSpan().Slice((int)at, (int)Math.Min(window, memory.Bytes.Length - at));
            offsets.Add(at);
            bits.Add(Math.Round(Of(bytes), 4));
            hover.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:N0} bytes at {MemoryRange.Address(memory, at)}<br>{bits[^1]} bits per byte"));
        }

        return new(
            $"Entropy in windows of {Sizes.Of((ulong)window)}, {MemoryRange.Title(memory)}",
            new($"Offset from {MemoryRange.Address(memory, 0)} (bytes)", AxisKind.Hexadecimal),
            new("Shannon entropy (bits per byte)") { Range = (0, 8) },
            new Points([new("", offsets, bits) { HasLine = true, HasMarkers = bits.Count <= 64, Hover = hover }]));
    }

    /// <summary>Bits per byte: 0 where all are equal, 8 where each value is as frequent as any other; 0 of no bytes.</summary>
    internal static double Of(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte value in bytes)
            counts[value]++;
        double entropy = 0;
        foreach (int count in counts)
        {
            if (count > 0)
                entropy -= (double)count / bytes.Length * Math.Log2((double)count / bytes.Length);
        }

        return entropy;
    }
}
