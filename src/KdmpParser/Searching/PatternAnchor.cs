using System.Buffers;

namespace KdmpParser.Searching;

/// <summary>
/// The part of a pattern that is looked for first, with vector instructions: the fixed bytes that are the least likely to be found by
/// chance. A pattern without a fixed byte is anchored at a half of one: 16 values.
/// </summary>
internal sealed class PatternAnchor
{
    private readonly int _offset;
    private readonly byte[] _bytes;
    private readonly SearchValues<byte>? _values;

    private PatternAnchor(int offset, byte[] bytes, SearchValues<byte>? values, bool isWhole) =>
        (_offset, _bytes, _values, IsWhole) = (offset, bytes, values, isWhole);

    /// <summary>Whether the pattern has nothing else.</summary>
    public bool IsWhole { get; }

    /// <param name="values">The bytes of the pattern; zero where they can be anything.</param>
    /// <param name="masks">Which of their bits are given; not all are zero.</param>
    public static PatternAnchor Of(byte[] values, byte[] masks)
    {
        (int Start, int Length, int Weight) best = default;
        for (int i = 0; i < masks.Length; i++)
        {
            int start = i, weight = 0;
            for (; i < masks.Length && masks[i] == 0xff; i++)
                weight += Weight(values[i]);
            if (weight > best.Weight)
                best = (start, i - start, weight);
        }

        if (best.Length > 0)
            return new(best.Start, values[best.Start..(best.Start + best.Length)], null, best.Length == values.Length);

        int half = Array.FindIndex(masks, mask => mask != 0);
        byte[] possible = [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => (b & masks[half]) == values[half])];
        return new(half, possible, SearchValues.Create(possible), values.Length == 1);
    }

    /// <param name="bytes">At least as many as <paramref name="starts"/> and the rest of the pattern behind the last of them.</param>
    /// <param name="starts">How many places there are at which the pattern can begin.</param>
    /// <returns>The first place at which the anchor would be where it belongs; -1 when there is none.</returns>
    public int IndexIn(ReadOnlySpan<byte> bytes, int starts) => _values is null
        ? bytes.Slice(_offset, starts + _bytes.Length - 1).IndexOf(_bytes)
        : bytes.Slice(_offset, starts).IndexOfAny(_values);

    /// <summary>Memory is full of zeros, and has many bytes of ones.</summary>
    private static int Weight(byte value) => value is 0 or 0xff ? 1 : 4;
}
