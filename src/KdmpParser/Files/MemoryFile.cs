namespace KdmpParser.Files;

/// <summary>A dump that exists in memory only, as the sample does.</summary>
/// <param name="bytes">The whole dump; nobody else changes it.</param>
internal sealed class MemoryFile(byte[] bytes) : DumpFile
{
    public override long Length => bytes.Length;

    public override int Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        if (offset < 0 || offset >= bytes.Length)
            return 0;
        ReadOnlySpan<byte> there = bytes.AsSpan((int)offset);
        there = there[..Math.Min(there.Length, destination.Length)];
        there.CopyTo(destination);
        return there.Length;
    }

    protected override void Close()
    {
        // The bytes go with the dump.
    }
}
