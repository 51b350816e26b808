using System.Runtime.InteropServices;

namespace KdmpParser.Benchmarks.Dumps;

/// <summary>
/// What the memory of a machine in use looks like to a search: half of its words are zero, the others small numbers, pointers and text. The
/// same each time.
/// </summary>
internal static class MemoryContent
{
    /// <summary>What one page of a thousand has in it.</summary>
    public const string Text = "\\SystemRoot\\System32\\win32k.sys";

    /// <summary>As so many, with an address that none has.</summary>
    public const ulong AbsentPointer = 0xffff_f803_2718_2818;

    private const int PagesPerText = 1000;

    private static readonly byte[] s_words = [.. "ObReferenceObjectByHandle KeWaitForSingleObject ExAllocatePool2 "u8];

    /// <param name="start">Address of the first page.</param>
    /// <param name="destination">One page or more.</param>
    public static void Fill(PhysicalAddress start, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i += PhysicalAddress.PageSize)
            FillPage(start.PageFrameNumber + (ulong)(i / PhysicalAddress.PageSize), destination.Slice(i, PhysicalAddress.PageSize));
    }

    private static void FillPage(ulong frame, Span<byte> page)
    {
        ulong random = frame + 1;
        foreach (ref ulong word in MemoryMarshal.Cast<byte, ulong>(page))
        {
            // Xorshift (Marsaglia 2003).
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            word = Word((uint)(random >> 32));
        }

        if (frame % PagesPerText == 0)
            MemoryMarshal.AsBytes<char>(Text).CopyTo(page);
    }

    private static ulong Word(uint random) => (random % 8) switch
    {
        < 4 => 0,
        4 => random >> 24,
        5 => 0xffff_f803_0000_0000 | (random & 0x1fff_fff0),
        6 => 0x0000_7ff6_0000_0000UL | random,
        _ => MemoryMarshal.Read<ulong>(s_words.AsSpan((int)(random >> 3) % (s_words.Length - sizeof(ulong)))),
    };
}
