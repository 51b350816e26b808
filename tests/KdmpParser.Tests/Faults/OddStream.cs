namespace KdmpParser.Tests.Faults;

/// <summary>A stream over bytes that can be told to fail, to lie and to stop, as streams of other people do.</summary>
internal sealed class OddStream(byte[] bytes) : Stream
{
    /// <summary>Asked at each read: how many bytes are given, from a position on and of how many wanted. What cannot be is said all the same.</summary>
    public Func<long, int, int>? Count { get; set; }

    /// <summary>What it says of its length.</summary>
    public Func<long> LengthNow { get; set; } = () => bytes.Length;

    public bool IsClosed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => LengthNow();

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int there = (int)Math.Clamp(bytes.Length - Position, 0, buffer.Length);
        int count = Count?.Invoke(Position, there) ?? there;
        int given = Math.Clamp(count, 0, there);
        bytes.AsSpan((int)Position, given).CopyTo(buffer);
        Position += given;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
