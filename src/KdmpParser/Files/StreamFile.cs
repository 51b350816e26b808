namespace KdmpParser.Files;

/// <summary>A dump in a stream of the caller's. A stream has one position, so readers take turns.</summary>
internal sealed class StreamFile : DumpFile
{
    private readonly object _turn = new();
    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _leaveOpen;

    /// <param name="stream">A seekable stream; the dump begins at its position.</param>
    /// <param name="leaveOpen">Whether the stream outlives the dump.</param>
    public StreamFile(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _start = stream.Position;
        Length = stream.Length - _start;
        if (Length <= 0)
            throw DumpFiles.Empty("The stream has no bytes");
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> destination)
    {
        lock (_turn)
        {
            ThrowIfDisposed();
            if (offset < 0 || offset >= Length)
                return 0;
            Span<byte> there = destination[..(int)Math.Min(destination.Length, Length - offset)];
            try
            {
                _stream.Position = _start + offset;
                return _stream.ReadAtLeast(there, there.Length, throwOnEndOfStream: false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Lost(offset, e);
            }
        }
    }

    protected override void Close()
    {
        // A read that is under way ends first.
        lock (_turn)
        {
            if (!_leaveOpen)
                _stream.Dispose();
        }
    }
}
