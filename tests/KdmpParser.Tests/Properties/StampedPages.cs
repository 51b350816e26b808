using System.Runtime.InteropServices;

namespace KdmpParser.Tests.Properties;

/// <summary>Pages to be written in which every eight bytes are those of their address and of no other.</summary>
internal sealed class StampedPages(IReadOnlyList<PageRange> ranges) : IPageSource
{
    public IReadOnlyList<PageRange> Ranges => ranges;

    public static byte[] Page(ulong frame)
    {
        var bytes = new byte[0x1000];
        Fill(frame * 0x1000, bytes);
        return bytes;
    }

    public void ReadPages(PhysicalAddress start, Span<byte> destination)
    {
        Assert.True(destination.Length > 0 && destination.Length % 0x1000 == 0);
        Fill(start.Value, destination);
    }

    private static void Fill(ulong address, Span<byte> bytes)
    {
        foreach (ref ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            // An odd factor makes no two addresses the same.
            word = (address + 1) * 0x9e37_79b9_7f4a_7c15;
            address += 8;
        }
    }
}
