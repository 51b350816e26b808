namespace KdmpParser;

/// <summary>How far a pass over memory is: reported once before the first byte, then every few MiB, and behind the last byte.</summary>
/// <param name="BytesDone">Bytes that the pass is through with, skipped ones too.</param>
/// <param name="ByteCount">Bytes that there are to pass.</param>
public readonly record struct ScanProgress(long BytesDone, long ByteCount);
