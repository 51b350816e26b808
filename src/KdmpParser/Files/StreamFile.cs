namespace KdmpParser.Files;

/// <summary>
/// A dump in a stream of the caller's. A stream has one position, so readers take turns. What the stream throws, which can be of any type,
/// says that the dump cannot be read, and so does a count that cannot be; only what the caller cancelled stays what it is.
/// </summary>
internal sealed class StreamFile : DumpFile
{
    private readonly object _turn = new();
    private readonly Stream _stream;
    private readonly long _start;
    private readonly bool _leaveOpen;

    /// <param name="stream">A seekable stream; the dump begins at its position.</param>
    /// <param name="leaveOpen">Whether the stream outlives the dump.</param>
    /// <exception cref="KernelDumpException">The stream has no bytes, or does not say how many; it is let go.</exception>
    public StreamFile(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        try
        {
            _start = stream.Position;
            long end = stream.Length;
            if (_start < 0 || end <= _start)
                throw DumpFiles.Empty("The stream has no bytes");
            Length = end - _start;
        }
        catch (Exception e)
        {
            if (!leaveOpen)
                stream.Dispose();
            if (e is KernelDumpException or OperationCanceledException)
                throw;
            throw Lost(0, e);
        }
    }

    public override long Length { get; }

    public override bool TakesTurns => true;

    public override int Read(long offset, Span<byte> destination)
    {
        lock (_turn)
        {
            ThrowIfDisposed();
            if (offset < 0 || offset >= Length)
                return 0;
            Span<byte> there = destination[..(int)Math.Min(destination.Length, Length - offset)];
            int done = 0;
            try
            {
                _stream.Position = _start + offset;
                for (int read = 1; read > 0 && done < there.Length; done += read)
                    read = Checked(_stream.Read(there[done..]), there.Length - done);
                return done;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw Lost(offset + done, e);
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

    private static int Checked(int read, int wanted) => read >= 0 && read <= wanted
        ? read
        : throw new IOException(FormattableString.Invariant($"The stream says that it read {read} bytes of {wanted}."));
}
