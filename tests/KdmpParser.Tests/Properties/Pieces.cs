namespace KdmpParser.Tests.Properties;

/// <summary>What pieces of memory must be, whatever memory it is.</summary>
internal static class Pieces
{
    /// <param name="pieces">The pieces.</param>
    /// <param name="address">Where they were asked to begin.</param>
    /// <param name="length">How many bytes were asked for.</param>
    /// <param name="byteAt">Each byte, or why it cannot be had.</param>
    public static void AssertAre(MemoryPieces pieces, ulong address, int length, Func<ulong, (byte? Value, MemoryFailure Failure)> byteAt)
    {
        Assert.Equal((address, length), (pieces.Address, pieces.Requested));
        Assert.Equal(length, pieces.Sum(piece => piece.Requested));
        ulong next = address;
        foreach (MemoryView piece in pieces)
        {
            Assert.Equal(next, piece.Address);
            Assert.Equal(piece.Requested == piece.Bytes.Length, piece.Failure is null);
            for (int i = 0; i < piece.Requested; i++)
            {
                ulong at = unchecked(next + (ulong)i);
                if (at < address)
                {
                    // The addresses are over: the rest is one gap.
                    Assert.True(i >= piece.Bytes.Length);
                    break;
                }

                (byte? value, MemoryFailure failure) = byteAt(at);
                if (value != (i < piece.Bytes.Length ? piece.Bytes[i] : null))
                    Assert.Fail($"{at:x} is {value:x2} in memory, and not so in a piece of {piece}");
                if (i == piece.Bytes.Length)
                    Assert.Equal(failure, piece.Failure);
                else if (i > piece.Bytes.Length && !IsAlike(failure, piece.Failure!.Value))
                    Assert.Fail($"{at:x} is missing since: {failure}; and is in a piece of {piece}");
            }

            next = unchecked(next + (ulong)piece.Requested);
        }
    }

    /// <summary>A gap has the physical address of its first byte only.</summary>
    private static bool IsAlike(MemoryFailure one, MemoryFailure other) =>
        (one.Reason, one.Level, one.Entry) == (other.Reason, other.Level, other.Entry);
}
