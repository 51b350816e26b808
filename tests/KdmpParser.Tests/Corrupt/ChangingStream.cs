namespace KdmpParser.Tests.Corrupt;

/// <summary>A dump that changes while it is read: the first reads answer out of one file, those that follow out of another.</summary>
/// <param name="first">The dump as it was.</param>
/// <param name="then">What it becomes.</param>
/// <param name="reads">How many reads the first one answers.</param>
internal sealed class ChangingStream(byte[] first, byte[] then, int reads) : Stream
{
    private int _reads;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => Now.Length;

    public override long Position { get; set; }

    private byte[] Now => _reads < reads ? first : then;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        byte[] now = Now;
        _reads++;
        ReadOnlySpan<byte> there = now.AsSpan((int)Math.Min(Position, now.Length));
        there = there[..Math.Min(there.Length, buffer.Length)];
        there.CopyTo(buffer);
        Position += there.Length;
        return there.Length;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
