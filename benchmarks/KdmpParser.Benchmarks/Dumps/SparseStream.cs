namespace KdmpParser.Benchmarks.Dumps;

/// <summary>A file in which what is zero is a hole. NTFS would have to be told: there it takes its whole length, of which nothing is written.</summary>
internal sealed class SparseStream(string path) : Stream
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.ContainsAnyExcept((byte)0))
        {
            _file.Position = _length;
            _file.Write(buffer);
        }

        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.SetLength(_length);
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
