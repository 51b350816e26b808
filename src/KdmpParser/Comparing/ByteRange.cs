namespace KdmpParser;

/// <summary>Bytes that follow each other.</summary>
/// <param name="Offset">Of the first one.</param>
/// <param name="Length">How many; at least one.</param>
public readonly record struct ByteRange(int Offset, int Length);
