using Microsoft.Win32.SafeHandles;

namespace KdmpTool.Terminal;

/// <summary>
/// The output of the process. .NET's own stream for it swallows that whoever read a pipe went away, as <c>head</c> does, and a search would go on
/// to the end of the dump for nobody. So what follows the first piece is written by a stream that tells; most outputs have one
/// piece, and do without it. A file is left to .NET's, which appends where the process before stopped.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private readonly Stream _first = Console.OpenStandardOutput();
    private Stream? _following;
    private bool _hasFirst;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether writing failed since whoever read a pipe went away: EPIPE of Linux and macOS. For a dump that was written there, it is the cause.</summary>
    public static bool IsReaderGone(Exception? e) => !OperatingSystem.IsWindows() && e is IOException && (e.HResult == 32 || IsReaderGone(e.InnerException));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasFirst)
            (_following ??= Following()).Write(buffer);
        else
            _first.Write(buffer);
        _hasFirst = true;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => (_following ?? _first).Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Following()
    {
        if (OperatingSystem.IsWindows())
            return _first;
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? _first : pipe;
    }
}
