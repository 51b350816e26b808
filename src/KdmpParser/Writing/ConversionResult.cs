namespace KdmpParser;

/// <summary>What a conversion wrote, and what it left out.</summary>
/// <param name="PageCount">Pages of 4096 bytes in the new file.</param>
/// <param name="FileLength">Length of the new file in bytes; the holes of a raw image count.</param>
/// <param name="SecondaryDataWritten">Bytes of secondary data that were carried over.</param>
/// <param name="SecondaryDataLeftOut">Bytes of secondary data that the dump has and the new file has not.</param>
public readonly record struct ConversionResult(long PageCount, long FileLength, long SecondaryDataWritten, long SecondaryDataLeftOut)
{
    /// <summary>One line: pages and length.</summary>
    public override string ToString() => FormattableString.Invariant($"{PageCount} pages in {FileLength} bytes");
}
