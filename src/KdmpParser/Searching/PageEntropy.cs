namespace KdmpParser;

/// <summary>How evenly the values of the bytes of a page are spread: what is compressed or encrypted has nearly 8 bits per byte, text half of that.</summary>
/// <param name="Address">Of the page, in the address space that was asked: physical or virtual; of the first byte that was looked at, where that is not the first of its page.</param>
/// <param name="Length">How many of its bytes could be had, and were counted: a small dump has parts of pages.</param>
/// <param name="BitsPerByte">Shannon entropy, 0 to 8. Random bytes have about 7.95 in a page of 4096: they are too few to be even.</param>
public readonly record struct PageEntropy(ulong Address, int Length, double BitsPerByte)
{
    /// <summary>Shannon entropy of bytes in bits per byte: 0 where all are equal, 8 where each value is as frequent as any other; 0 of no bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static double Of(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte value in bytes)
            counts[value]++;
        return Of(counts, bytes.Length);
    }

    /// <summary>One line: where, and how even.</summary>
    public override string ToString() => FormattableString.Invariant($"{new VirtualAddress(Address)}: {BitsPerByte:0.000} bits per byte in {Length} bytes");

    /// <param name="counts">How often each of the 256 values occurs.</param>
    /// <param name="total">Their sum.</param>
    internal static double Of(ReadOnlySpan<int> counts, int total)
    {
        double entropy = 0;
        foreach (int count in counts)
        {
            if (count > 0)
                entropy -= (double)count / total * Math.Log2((double)count / total);
        }

        return entropy;
    }
}
