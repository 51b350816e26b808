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
            bits.Add(Math.Round(PageEntropy.Of(bytes), 4));
            hover.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:N0} bytes at {MemoryRange.Address(memory, at)}<br>{bits[^1]} bits per byte"));
        }

        return new(
            $"Entropy in windows of {Sizes.Of((ulong)window)}, {MemoryRange.Title(memory)}",
            new($"Offset from {MemoryRange.Address(memory, 0)} (bytes)", AxisKind.Hexadecimal),
            new("Shannon entropy (bits per byte)") { Range = (0, 8) },
            new Points([new("", offsets, bits) { HasLine = true, HasMarkers = bits.Count <= 64, Hover = hover }]));
    }

    /// <summary>The entropy of pages; the line has a gap where some are missing.</summary>
    /// <param name="pages">In the order of their addresses, at least one.</param>
    /// <param name="isPhysical">Which addresses they are.</param>
    public static Figure Of(IEnumerable<PageEntropy> pages, bool isPhysical)
    {
        var offsets = new List<double?>();
        var bits = new List<double?>();
        var hover = new List<string>();
        (ulong first, ulong behind) = (0, 0);
        foreach (PageEntropy page in pages)
        {
            if (offsets.Count == 0)
                first = page.Address;
            else if (page.Address != behind)
                Add(null, null, "");
            behind = unchecked(page.Address + (ulong)page.Length);
            double shown = Math.Round(page.BitsPerByte, 4);
            Add(page.Address - first, shown, string.Create(CultureInfo.InvariantCulture, $"{page.Length:N0} bytes at {Address(page.Address)}<br>{shown} bits per byte"));
        }

        return new(
            $"Entropy of pages of {(isPhysical ? "physical" : "virtual")} memory from {Address(first)} on",
            new($"Offset from {Address(first)} (bytes)", AxisKind.Hexadecimal),
            new("Shannon entropy (bits per byte)") { Range = (0, 8) },
            new Points([new("", offsets, bits) { HasLine = true, HasMarkers = bits.Count <= 64, Hover = hover }]));

        string Address(ulong address) => isPhysical ? new PhysicalAddress(address).ToString() : new VirtualAddress(address).ToString();

        void Add(double? offset, double? value, string text)
        {
            offsets.Add(offset);
            bits.Add(value);
            hover.Add(text);
        }
    }
}
